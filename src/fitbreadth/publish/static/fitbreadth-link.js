// A link to a figure as it is set: copied at the press of a button, followed when a page opens.
(() => {
  "use strict";
  const page = (window.fitbreadthPage ??= {});
  const ASKS =
    "This link asks for a run that the book does not hold; below is the nearest that it holds.";

  // the address of what the figure shows, in its page or alone
  function address(figure, place = page.isAlone ? "alone" : "figure") {
    const url = new URL(location.href);
    url.search = "";
    url.searchParams.set(place, figure.name);
    for (const { name, key } of figure.settings()) url.searchParams.set(name, key);
    const seed = figure.run?.seed ?? null;
    if (seed !== null) url.searchParams.set("seed", seed);
    url.hash = figure.stage.closest("figure").id;
    return url.href;
  }

  async function copy(figure, button) {
    figure.form.querySelector(".fb-address")?.remove();
    const link = address(figure);
    try {
      await navigator.clipboard.writeText(link);
    } catch {
      // a browser may forbid it: then the reader copies by hand
      const field = document.createElement("input");
      Object.assign(field, { className: "fb-address", readOnly: true, value: link });
      field.setAttribute("aria-label", "Link to this figure as it is set");
      button.parentElement.append(field);
      field.select();
      return;
    }
    button.style.minWidth = `${button.offsetWidth}px`;
    button.textContent = "Copied";
    setTimeout(() => (button.textContent = "Copy link"), 2000);
  }

  // a link is typed by hand too: 0.50 is the 0.5 of a slider
  function position({ keys, values }, text) {
    const at = keys.indexOf(text);
    if (at >= 0 || text.trim() === "") return at;
    return values.findIndex((value) => typeof value === "number" && value === Number(text));
  }

  // set the figure as a link says; numbers that are not stored go to the panel, which runs them
  // when the reader asks for it
  async function restore(figure, link) {
    const place = figure.stage.querySelector(".fb-run");
    const panel = [...link].length > 1 && place ? await figure.opened(place) : null;
    const asked = {};
    const wrong = [];
    for (const { control, label, name, values, keys } of figure.settings()) {
      const text = link.get(name);
      if (text === null) continue;
      const at = position({ keys, values }, text);
      const field = panel?.fields.of(name);
      if (at >= 0) figure.stand(control, at);
      else if (field && page.accepts(field, text)) {
        asked[name] = text;
        figure.stand(control, page.nearest(values, Number(text)));
      }
      else wrong.push(`${field ? page.wanted(field) : `“${label}” has no such choice`}, got ${text}.`);
    }
    const box = panel?.fields.of("seed");
    let seed = box ? link.get("seed") : null;
    if (seed !== null && !page.accepts(box, seed)) {
      wrong.push(`${page.wanted(box)}, got ${seed}.`);
      seed = null;
    }
    if (seed !== null && Number(seed) === panel.model.seed) seed = null;
    await figure.apply();
    panel?.fields.follow();
    if (wrong.length) {
      note(figure.stage, `The link to this figure is not possible here: ${wrong.join(" ")}`);
      return;
    }
    if (seed === null && !Object.keys(asked).length) return;
    place.open = true;
    panel.fields.set(asked, seed);
    if (panel.possible) offer(figure, panel);
    else note(figure.stage, `${ASKS} The model needs SciPy, which does not come with this copy.`);
  }

  function offer(figure, panel) {
    const told = note(figure.stage, `${ASKS} `);
    const run = page.button("Run it now", async () => {
      run.disabled = true;
      await panel.run(false);
      if (figure.run) told.remove();
      else run.disabled = false;
    });
    told.append(run);
    // whoever sets the figure otherwise has done with the link
    figure.form?.addEventListener("input", () => told.remove(), { once: true });
    figure.form?.addEventListener("reset", () => told.remove(), { once: true });
  }

  function missing(name) {
    note(document.querySelector("article"), `The link asks for a figure that this page does not hold: ${name}.`);
  }

  function note(place, words) {
    const told = document.createElement("p");
    told.className = "fb-note";
    told.setAttribute("role", "status");
    told.textContent = words;
    place.prepend(told);
    return told;
  }

  page.links = { address, copy, restore, missing };
})();
