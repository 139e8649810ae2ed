// How far what a model gave in this browser lies from what the book holds of the same run.
(() => {
  "use strict";

  // the book's own rows of this run, if it holds them
  function stored(told, figure, { asked, seed }) {
    if (told.seed !== null && told.seed !== seed) return null;
    const rows = figure.stored().filter((row) =>
      asked.every((name) => row[name] === told.setting[name]));
    // without a setting the rows of every figure, the scenery, come after the model's own
    return rows.length ? rows.slice(0, told.rows.length) : null;
  }

  // how many numbers are the same, and how far the others lie apart
  function compared(told, figure, model) {
    const held = stored(told, figure, model);
    if (!held) return "The book holds no such run to compare it with.";
    const bare = (row) =>
      Object.fromEntries(Object.entries(row).filter(([name]) => !model.asked.includes(name)));
    const [ours, theirs] = [numbers(told.rows.map(bare)), numbers(held.map(bare))];
    if (ours.length !== theirs.length) return "The book's own run has another form: they differ.";
    const apart = ours.map((n, i) =>
      Math.abs(n - theirs[i]) / (Math.max(Math.abs(n), Math.abs(theirs[i])) || 1));
    const same = ours.filter((n, i) => n === theirs[i]).length;
    const all = `${ours.length.toLocaleString("en")} number${ours.length === 1 ? "" : "s"}`;
    if (same === ours.length) return `All ${all} are the book's own.`;
    return `${same.toLocaleString("en")} of ${all} are the book's own; the others differ by at most `
      + `${(Math.max(...apart) * 100).toPrecision(2)}%.`;
  }

  function numbers(part) {
    if (typeof part === "number") return [part];
    if (part === null || typeof part !== "object") return [];
    return (Array.isArray(part) ? part : Object.keys(part).sort().map((key) => part[key]))
      .flatMap(numbers);
  }

  (window.fitbreadthPage ??= {}).compared = compared;
})();
