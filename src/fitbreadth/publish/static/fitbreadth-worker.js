// Python in the reader's browser, in a worker of its own so that the page never stands still. All
// its files are brought here first, each checked against its digest where the browser can: the
// worker itself asks nobody for anything, and so a page opened from a folder can have it too.
(() => {
  "use strict";
  const { script } = window.fitbreadthPage;
  const root = document.currentScript.src.replace(/\/[^/]*$/, "");

  // runs in the worker, as a text
  function work() {
    const held = new Map();
    const TYPES = { wasm: "application/wasm", json: "application/json", js: "text/javascript" };
    const name = (address) => String(address.url ?? address).split(/[?#]/)[0].split("/").pop();
    const typed = (file) => TYPES[file.split(".").pop()] ?? "application/octet-stream";
    const bytes = (address) => {
      const file = name(address);
      if (!held.has(file)) throw new TypeError(`${file} was not brought along`);
      return held.get(file);
    };
    self.fetch = async (address) =>
      new Response(bytes(address), { headers: { "Content-Type": typed(name(address)) } });
    const plain = self.importScripts.bind(self);
    self.importScripts = (...addresses) => {
      for (const address of addresses) {
        const url = URL.createObjectURL(new Blob([bytes(address)], { type: "text/javascript" }));
        plain(url);
        URL.revokeObjectURL(url);
      }
    };

    let python, answer;
    const tasks = {
      // no address is ever asked for; this one says so, should it be
      async start({ files, wheel, packages }) {
        for (const [file, data] of Object.entries(files)) held.set(file, data);
        importScripts("pyodide.js");
        const nowhere = "https://memory.invalid/";
        python = await loadPyodide({ indexURL: nowhere, packageBaseUrl: nowhere });
        await tasks.add({ files: {}, packages });
        python.unpackArchive(held.get(wheel), "wheel");
        held.clear();
        answer = python.pyimport("fitbreadth.browser").answer;
      },
      async add({ files, packages }) {
        for (const [file, data] of Object.entries(files)) held.set(file, data);
        const quiet = { messageCallback() {}, errorCallback() {} };
        await python.loadPackage(packages, quiet);
      },
      async ask({ question }) {
        return JSON.parse(answer(question, (done, of) => postMessage({ progress: done / of })));
      },
    };
    self.onmessage = async ({ data: { task, ...given } }) => {
      try {
        postMessage({ result: await tasks[task](given) });
      } catch (error) {
        // Python's last line says what went wrong, the others where
        postMessage({ error: String(error.message ?? error).trim().split("\n").pop() });
      }
    };
  }

  // Python of one page: all its figures share it
  class Python {
    constructor(offered) {
      this.offered = offered;
      this.added = new Set();
      this.panels = new Set();
    }

    files(packages) {
      const { core, packages: known, wheel } = this.offered;
      const added = packages.filter((name) => !this.added.has(name)).flatMap((name) => known[name]);
      return this.worker ? added : [...core, wheel, ...added];
    }

    offers(name) {
      return name in this.offered.packages;
    }

    // { done, of }: bytes of those that are to come; `of` is null where a size is not known
    async bring(files, tell, signal) {
      const of = files.some((file) => !(file.bytes ?? file.about))
        ? null : files.reduce((sum, file) => sum + (file.bytes ?? file.about), 0);
      let done = 0;
      const got = await Promise.all(files.map(async (file) => {
        const data = await this.bytes(file, (n) => tell({ done: (done += n), of }), signal);
        return [file.name, data];
      }));
      return Object.fromEntries(got);
    }

    async bytes(file, more, signal) {
      const address = new URL(file.url, `${root}/`).href;
      if (address.startsWith("file:")) {
        (await script(`${address}.js`)).remove();
        const text = window.fitbreadthFiles[file.name];
        delete window.fitbreadthFiles[file.name];
        const data = await (await fetch(`data:application/octet-stream;base64,${text}`)).arrayBuffer();
        more(data.byteLength);
        return data;
      }
      // another build beside this one may have another file of the name: not that, from the cache
      const query = address.startsWith(`${root}/`) ? `?${file.integrity.slice(-12, -1)}` : "";
      const options = { integrity: file.integrity, signal };
      const response = await fetch(address + query, options).catch((error) => {
        // a browser's own words leave out which file it was
        throw error.name === "AbortError" ? error : new Error(`could not load ${address}`);
      });
      if (!response.ok) throw new Error(`${address} answers ${response.status}`);
      const parts = [];
      for (let reader = response.body.getReader(); ;) {
        const { done, value } = await reader.read();
        if (done) break;
        parts.push(value);
        more(value.byteLength);
      }
      return new Blob(parts).arrayBuffer();
    }

    // make ready what a lab needs; tell({ done, of }) while it is brought, tell(null) thereafter
    async ready(packages, tell) {
      const { signal } = (this.stop = new AbortController());
      const cancelled = new Promise((_, reject) => {
        signal.addEventListener("abort", () => reject(new DOMException("cancelled", "AbortError")));
      });
      let files;
      try {
        const told = (state) => signal.aborted || tell(state);
        files = await Promise.race([this.bring(this.files(packages), told, signal), cancelled]);
      } catch (error) {
        // one that fails ends the others
        this.stop.abort();
        throw error;
      }
      if (!this.worker) {
        tell(null);
        const source = URL.createObjectURL(
          new Blob([`"use strict";(${work})()`], { type: "text/javascript" }));
        this.worker = new Worker(source);
        await this.post("start", { files, wheel: this.offered.wheel.name, packages });
        URL.revokeObjectURL(source);
      } else if (Object.keys(files).length) {
        await this.post("add", { files, packages });
      }
      for (const name of packages) this.added.add(name);
    }

    ask(question, progress) {
      return this.post("ask", { question: JSON.stringify(question) }, progress);
    }

    post(task, given, progress) {
      return new Promise((resolve, reject) => {
        this.reject = reject;
        // after a failure nobody knows in what state it is: the next run starts another
        const fail = (words) => {
          this.discard();
          reject(new Error(words));
        };
        this.worker.onerror = (event) => fail(event.message);
        this.worker.onmessage = ({ data }) => {
          if ("progress" in data) progress?.(data.progress);
          else if ("error" in data) fail(data.error);
          else resolve(data.result);
        };
        this.worker.postMessage({ task, ...given });
      });
    }

    discard() {
      this.worker?.terminate();
      this.worker = null;
      this.added.clear();
    }

    // stop at once, whatever it does; what was brought is brought anew, as a rule from the cache
    cancel() {
      this.stop?.abort();
      this.discard();
      this.reject?.(new DOMException("cancelled", "AbortError"));
    }
  }

  window.fitbreadthPage.python = new Python(window.fitbreadthPython);
})();
