"""nbgrader's own executor, for notebooks that loop, flood or end the kernel."""

from __future__ import annotations

from subprocess import DEVNULL
from typing import Any

from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from nbgrader.preprocessors import Execute as NbgraderExecute
from traitlets import Int

from fitbreadth.classroom import notebooks
from fitbreadth.classroom.flood import MOST

TOO_LONG = "CellTimeoutError"
ENDED = "KernelEnded"


class Execute(NbgraderExecute):
    """Run every cell, each on its own account.

    A cell that ends the kernel, or cannot be interrupted, fails; the cells before it run again
    in a new kernel, without those that failed so, and the rest goes on. What a cell puts out
    beyond ``most_output`` is dropped as it comes.
    """

    most_output = Int(2 * MOST, help="characters that a cell may put out").tag(config=True)

    def preprocess(
        self, nb: NotebookNode, resources: Any = None, km: Any = None
    ) -> tuple[NotebookNode, Any]:
        """Run the notebook."""
        self._fatal: set[int] = set()
        self._put_out: dict[int, int] = {}
        self.raise_on_iopub_timeout = True
        self.shutdown_kernel = "immediate"
        self.error_on_timeout = {
            "ename": TOO_LONG,
            "evalue": "",
            "traceback": [
                f"This cell was stopped after {self.timeout} seconds.",
                "Look for a loop that does not end, here or in a function called here.",
            ],
        }
        return super().preprocess(nb, resources, km)  # type: ignore[no-any-return]

    def preprocess_cell(
        self, cell: NotebookNode, resources: Any, index: int
    ) -> tuple[NotebookNode, Any]:
        """Run a cell; where that costs the kernel, go on in a new one."""
        try:
            return super().preprocess_cell(cell, resources, index)  # type: ignore[no-any-return]
        except DeadKernelError:
            why = "This cell ended the kernel: it stopped Python or ran out of memory."
            cell.outputs = [notebooks.failure(ENDED, why)]
        except CellTimeoutError:
            why = (
                f"This cell was stopped after {self.timeout} seconds, and did not let itself be "
                "interrupted. Look for a loop that catches every exception."
            )
            cell.outputs = [notebooks.failure(TOO_LONG, why)]
        self._fatal.add(index)
        self._begin_again(index)
        return cell, resources

    def start_new_kernel(self, **given: Any) -> None:
        """Start a kernel whose process itself says nothing; cells' outputs are no part of that."""
        super().start_new_kernel(stdout=DEVNULL, stderr=DEVNULL, **given)

    def output(self, outs: Any, msg: Any, display_id: Any, cell_index: int) -> Any:
        """Take an output, unless the cell has put out enough."""
        before = self._put_out.get(cell_index, 0)
        size = len(str(msg["content"]))
        if msg["msg_type"] == "error":
            return super().output(outs, msg, display_id, cell_index)
        self._put_out[cell_index] = before + size
        if before + size <= self.most_output:
            return super().output(outs, msg, display_id, cell_index)
        if before <= self.most_output:
            text = msg["content"].get("text", "")[: max(0, self.most_output - before)]
            note = f"{text}\n[More than {self.most_output} characters: the rest is left out.]\n"
            outs.append(notebooks.printed(note))
        return None

    def _begin_again(self, index: int) -> None:
        """Run the cells before ``index`` in a new kernel; their outputs are known already."""
        self._cleanup_kernel()
        self.km = self.create_kernel_manager()
        self.start_new_kernel()
        self.start_new_kernel_client()
        for number, cell in enumerate(self.nb.cells[:index]):
            if number not in self._fatal and not _is_graded(cell) and not _ran_too_long(cell):
                self._run_unseen(cell, number)

    def _run_unseen(self, cell: NotebookNode, number: int) -> None:
        again = notebooks.code(cell.source, cell.id) if cell.cell_type == "code" else cell
        try:
            self.execute_cell(again, number, store_history=True)
        except (DeadKernelError, CellTimeoutError):
            self._fatal.add(number)
        self.nb.cells[number] = cell


def _is_graded(cell: NotebookNode) -> bool:
    return bool(cell.metadata.get("nbgrader", {}).get("grade"))


def _ran_too_long(cell: NotebookNode) -> bool:
    return any(output.get("ename") == TOO_LONG for output in cell.get("outputs", []))
