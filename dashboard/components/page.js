function sortTable(button) {
  const head = button.closest("th");
  const table = head.closest("table");
  const body = table.tBodies[0];
  const column = head.cellIndex;
  const ascending = head.getAttribute("aria-sort") !== "ascending";
  const value = (row) => {
    const cell = row.cells[column];
    return cell.dataset.value === undefined ? cell.textContent.trim() : Number(cell.dataset.value);
  };
  const compare = (left, right) =>
    typeof left === "number" && typeof right === "number"
      ? left - right
      : String(left).localeCompare(String(right), "fr", { numeric: true });
  const rows = [...body.rows].sort((left, right) => compare(value(left), value(right)));
  body.append(...(ascending ? rows : rows.reverse()));
  for (const other of head.parentElement.cells) other.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", ascending ? "ascending" : "descending");
}

export default function ({ parentElement }) {
  const button = parentElement.querySelector("button");
  const said = parentElement.querySelector("[role=status]");
  button.onclick = async () => {
    await copy(window.location.href);
    said.textContent = "Lien copié";
  };
  if (!document.documentElement.dataset.observatoire) {
    speakFrench();
    document.addEventListener("click", (event) => {
      const sorter = event.target.closest?.(".oi-table thead button");
      if (sorter) sortTable(sorter);
    });
    document.documentElement.dataset.observatoire = "pret";
  }
}
