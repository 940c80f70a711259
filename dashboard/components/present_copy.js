async function copy(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const area = document.createElement("textarea");
  area.value = text;
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
}

export default function ({ parentElement, data }) {
  const said = parentElement.querySelector("[role=status]");
  parentElement.querySelector("button").onclick = async () => {
    await copy(data.text);
    said.textContent = "Phrase copiée";
  };
}
