// A link to a figure as it is set: copied at the press of a button, followed when a page opens.
(() => {
  "use strict";

  // the address of what the figure shows
  function address(figure) {
    const url = new URL(location.href);
    url.search = "";
    url.searchParams.set("figure", figure.name);
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
    button.textContent = "Copied";
    setTimeout(() => (button.textContent = "Copy link"), 2000);
  }

  // set the figure as a link says; numbers that are not stored go to the panel, which runs them
  // when the reader asks for it
  async function restore(figure, link) {
    const asked = {};
    const wrong = [];
    for (const { control, name, keys } of figure.settings()) {
      const key = link.get(name);
      if (key === null) continue;
      const at = keys.indexOf(key);
      if (at >= 0) figure.stand(control, at);
      else if (fits(field(figure, `at-${name}`), key)) asked[name] = key;
      else wrong.push(`${name} = ${key}`);
    }
    const seed = link.get("seed");
    const box = field(figure, "seed");
    const other = box && seed !== null && seed !== box.value;
    if (other && !fits(box, seed)) wrong.push(`seed = ${seed}`);
    if (wrong.length) {
      note(figure, `The link asks for ${wrong.join(", ")}, which is not possible here.`);
    }
    await figure.apply();
    const run = other && fits(box, seed);
    if (!run && !Object.keys(asked).length) return;
    const place = figure.stage.querySelector(".fb-run");
    place.open = true;
    const panel = await figure.opened(place);
    panel.follow();
    panel.set(asked, run ? seed : null);
    panel.say("This link asks for a run that the book does not hold. Press Run to see it.");
  }

  function field(figure, name) {
    return figure.stage.querySelector(`.fb-run [name="${name}"]`);
  }

  // whether a field takes what a link says; the field itself is left as it is
  function fits(input, text) {
    if (!input || !/^-?\d/.test(text)) return false;
    const probe = input.cloneNode();
    probe.value = text;
    return probe.value !== "" && probe.validity.valid;
  }

  function note(figure, words) {
    const told = document.createElement("p");
    told.className = "fb-note";
    told.setAttribute("role", "status");
    told.textContent = words;
    figure.stage.append(told);
  }

  (window.fitbreadthPage ??= {}).links = { address, copy, restore };
})();
