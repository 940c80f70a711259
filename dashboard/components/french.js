// The words Streamlit writes itself, which no option of it translates.
const FRENCH = {
  "Choose options": "Choisir",
  "Clear all": "Tout effacer",
  "Collapse sidebar": "Fermer le menu",
  "Expand sidebar": "Ouvrir le menu",
  "No results": "Aucun résultat",
  "Open": "Ouvrir",
  "Press Enter to apply": "Entrée pour valider",
  "Selected values": "Valeurs choisies",
  "Sidebar": "Menu",
  "Skip to main content": "Aller au contenu",
  "Upload": "Choisir un fichier",
  "dd": "jj",
  "yyyy": "aaaa",
};
const FOLDED = /^(\d+) more$/;
const UPLOAD_LIMIT = /^(\d+)MB per file/;
const BEGINNINGS = { "Fullscreen: ": "Plein écran : ", "Remove ": "Retirer " };

function inFrench(words) {
  if (FRENCH[words]) return FRENCH[words];
  const start = Object.keys(BEGINNINGS).find((beginning) => words.startsWith(beginning));
  if (start) return BEGINNINGS[start] + words.slice(start.length);
  return words.replace(UPLOAD_LIMIT, "$1 Mo par fichier").replace(FOLDED, "$1 autres");
}

function translateNode(node) {
  if (node.nodeType === Node.TEXT_NODE) {
    const words = inFrench(node.data);
    if (words !== node.data) node.data = words;
  } else if (node.nodeType === Node.ELEMENT_NODE) {
    const label = node.getAttribute("aria-label");
    if (label && inFrench(label) !== label) node.setAttribute("aria-label", inFrench(label));
  }
}

function translateTree(root) {
  translateNode(root);
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    if (!walker.currentNode.parentElement?.closest(".oi")) translateNode(walker.currentNode);
  }
}

function speakFrench() {
  translateTree(document.body);
  new MutationObserver((changes) => {
    for (const change of changes) {
      if (change.type === "childList") change.addedNodes.forEach(translateTree);
      else translateNode(change.target);
    }
  }).observe(document.body, {
    subtree: true,
    childList: true,
    characterData: true,
    attributeFilter: ["aria-label"],
  });
}
