// Next and previous change, folds, and links into folds. The page reads the same without it.
(() => {
  const $ = (id) => document.getElementById(id);
  const changes = [...document.querySelectorAll("table.main tr.chg")];
  let at = -1;
  const show = () => { $("place").textContent = changes.length ? `${Math.max(at + 1, 0)} / ${changes.length}` : ""; };
  const go = (step) => {
    if (!changes.length) return;
    if (at >= 0) changes[at].classList.remove("here");
    at = (at + step + changes.length) % changes.length;
    changes[at].classList.add("here");
    changes[at].scrollIntoView({ block: "center" });
    show();
  };
  const reveal = () => {
    const row = location.hash && document.getElementById(location.hash.slice(1));
    if (!row) return;
    const fold = row.closest("details");
    if (fold) fold.open = true;
    row.scrollIntoView({ block: "center" });
  };
  $("next").addEventListener("click", () => go(1));
  $("previous").addEventListener("click", () => go(at < 0 ? 0 : -1));
  $("unfold").addEventListener("change", (event) => {
    for (const fold of document.querySelectorAll("tr.fold details")) fold.open = event.target.checked;
  });
  addEventListener("keydown", (event) => {
    if (event.key === "F8" || event.key === "F7") { event.preventDefault(); go(event.key === "F8" ? 1 : -1); }
  });
  addEventListener("hashchange", reveal);
  addEventListener("beforeprint", () => {
    for (const fold of document.querySelectorAll(".card details, .problems")) fold.open = true;
  });
  document.documentElement.classList.add("js");
  reveal();
  show();
})();
