export default function ({ parentElement, data }) {
  const said = parentElement.querySelector("[role=status]");
  parentElement.querySelector("button").onclick = async () => {
    await copy(data.text);
    said.textContent = "Phrase copiée";
  };
}
