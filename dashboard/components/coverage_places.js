export default function ({ setTriggerValue }) {
  const choose = (event) => {
    const button = event.target.closest?.("[data-place]");
    if (button) setTriggerValue("place", button.dataset.place);
  };
  document.addEventListener("click", choose);
  return () => document.removeEventListener("click", choose);
}
