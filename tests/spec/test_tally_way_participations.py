"""Personnes et participations par opération."""

from drawing import EVERYONE, Build

from dashboard.observatory import Observatory


def test_heads_are_fewer_than_participations(built: Build) -> None:
    """Une personne de deux opérations compte dans chacune ; ses retours sont dits."""
    pathways = """
    pathway_id | participant_id | scheme      | operation_id | entry_date
    -----------+----------------+-------------+--------------+-----------
    a1         | a              | rsa_support | OP1          | 2024-01-15
    a2         | a              | rsa_support | OP2          | 2024-06-15
    b1         | b              | rsa_support | OP1          | 2024-01-15
    b2         | b              | rsa_support | OP1          | 2024-06-15
    c1         | c              | rsa_support | OP1          | 2024-01-15
    none       | d              | rsa_support |              | 2024-01-15
    """
    operations = """
    operation_id | operation_name
    -------------+---------------
    OP1          | Une
    OP2          | Deux
    """
    snapshot = built(pathway=pathways, operation=operations)
    table = Observatory(snapshot, EVERYONE).tally("way_participations").table
    columns = ("operation_id_label", "pathways", "people", "returning_people", "shared_people")
    assert set(table.select(columns).rows()) == {
        ("Une", 4, 3, 2, 1),
        ("Deux", 1, 1, 1, 1),
        ("Non renseigné", 1, 1, 0, 0),
    }
