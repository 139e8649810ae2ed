// A figure by itself, as large as the window has room for: what `?alone=` and a figure's name ask for.
(() => {
  "use strict";
  const page = (window.fitbreadthPage ??= {});
  const here = document.currentScript.src;
  const style = here.replace(/\.js\b/, ".css");
  const LEAST = 720; // px, of a window: below, a page is read and not projected
  const NARROWEST = 620; // px, to which a chart of the wide layout is drawn before it is enlarged
  const GAP = 24; // px, between picture, readout and controls, together
  const SHEET = { width: 1280, height: 720 }; // px, of the window where words have the page's size

  function element(kind, given, ...held) {
    const made = Object.assign(document.createElement(kind), given);
    made.append(...held);
    return made;
  }

  function styled() {
    return new Promise((resolve, reject) => {
      const link = element("link", { rel: "stylesheet", href: style, onload: resolve });
      link.onerror = () => reject(new Error(`could not load ${style}`));
      document.head.append(link);
    });
  }

  const tall = (part) => part?.getBoundingClientRect().height ?? 0;

  // enlarge the words with the window, and the picture as far as there is room, with its controls
  // below it or beside it; a caption that does not fit is folded
  function fit(figure, room, caption) {
    const picture = figure.querySelector(".fb-picture");
    figure.classList.remove("fb-beside", "fb-folded");
    figure.style.zoom = picture.style.zoom = 1;
    picture.style.minHeight = "";
    caption.hidden = true;
    const { width, height } = room();
    if (width < LEAST) return;
    const words = Math.max(1, Math.min(innerWidth / SHEET.width, innerHeight / SHEET.height));
    figure.style.zoom = words;
    figure.classList.add("fb-folded");
    // the still shrinks with its width, a chart does not
    const drawn = Number(figure.querySelector(".fb-wide svg").getAttribute("height"));
    picture.style.minHeight = `${drawn}px`;
    const readout = figure.querySelector(".fb-readout");
    const side = figure.querySelector(".fb-side");
    const scales = [false, true].map((beside) => {
      figure.classList.toggle("fb-beside", beside);
      const below = tall(readout) + (beside ? 0 : tall(side)) + words * GAP;
      const wide = picture.getBoundingClientRect().width;
      return Math.min(wide / NARROWEST, (height - below) / drawn);
    });
    figure.classList.toggle("fb-beside", scales[1] > scales[0]);
    picture.style.zoom = Math.max(1, ...scales) / words;
    figure.classList.remove("fb-folded");
    caption.hidden = tall(figure) + words * GAP <= height;
    fold(figure, caption, !caption.hidden);
  }

  function fold(figure, caption, folded) {
    figure.classList.toggle("fb-folded", folded);
    caption.setAttribute("aria-expanded", String(!folded));
  }

  function fullScreen() {
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen().catch(console.error);
  }

  function keys(back, full) {
    addEventListener("keydown", ({ key, target, ctrlKey, metaKey, altKey }) => {
      if (ctrlKey || metaKey || altKey || document.querySelector("dialog[open]")) return;
      if (key === "Escape") (document.fullscreenElement ? fullScreen : () => back.click())();
      // a number may be typed into the panel that runs the model, and its text selected
      else if (key.toLowerCase() === "f" && !target.matches("input:not([type=range], [type=radio])")) full.click();
      // before the theme, which takes Escape for its search
    }, { capture: true });
  }

  function bar(figure, stage) {
    const title = document.querySelector("article h1").firstChild.textContent.trim();
    const number = figure.querySelector(".caption-number")?.textContent.trim() ?? "";
    const caption = element("button", { type: "button", className: "fb-caption" }, "Caption");
    caption.addEventListener("click", () => {
      fold(figure, caption, !figure.classList.contains("fb-folded"));
      figure.querySelector("figcaption").scrollIntoView({ block: "nearest" });
    });
    const back = element("a", { href: `?#${figure.id}` }, "Back to the chapter", element("kbd", {}, "Esc"));
    // the chapter shows it as it is set here
    back.addEventListener("click", () => {
      if (stage.fbFigure && page.links) back.href = page.links.address(stage.fbFigure, "figure");
    });
    const full = element("button", { type: "button", onclick: fullScreen }, "Full screen", element("kbd", {}, "F"));
    full.hidden = !document.fullscreenEnabled;
    keys(back, full);
    return element("header", { className: "fb-alone-bar" },
      element("h1", {}, [number, title].filter(Boolean).join(" · ")), caption, full, back);
  }

  async function alone(stage) {
    await styled();
    const figure = stage.closest("figure");
    const side = element("div", { className: "fb-side" });
    side.append(...stage.querySelectorAll(":scope > :is(.fb-controls, .fb-without, .fb-run)"));
    stage.append(side);
    const top = bar(figure, stage);
    const main = element("main", { className: "fb-alone" }, top, figure);
    document.body.append(main);
    document.documentElement.classList.add("fb-is-alone");
    document.title = top.firstChild.textContent;
    scrollTo(0, 0);
    const room = () => {
      const { paddingBottom } = getComputedStyle(main);
      const { top: start, width } = figure.getBoundingClientRect();
      return { width, height: innerHeight - start - scrollY - parseFloat(paddingBottom) };
    };
    const refit = () => fit(figure, room, top.querySelector(".fb-caption"));
    refit();
    addEventListener("resize", refit);
  }

  page.alone = alone;
})();
