// Before a page is printed: light, whatever the reader reads in, and each figure as she left it.
(() => {
  "use strict";
  const root = document.documentElement;
  let theme;

  addEventListener("beforeprint", () => {
    theme = root.dataset.theme;
    root.dataset.theme = "light";
    for (const stage of document.querySelectorAll(".fb-stage")) {
      const moved = [...stage.querySelectorAll(".fb-control input")].some(
        (input) => input.value !== input.defaultValue || input.checked !== input.defaultChecked);
      const ran = stage.fbFigure?.run; // by the reader, with numbers that the book does not hold
      // the style sheet prints the still, which shows the opening setting, unless this says no
      stage.classList.toggle("fb-moved", moved || Boolean(ran));
    }
  });
  addEventListener("afterprint", () => { root.dataset.theme = theme; });
})();
