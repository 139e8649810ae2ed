import io
import tarfile

import pytest

from fitbreadth.optimization import extract


def bundle(path, table):
    """An archive with the same table for every function and dimension."""
    with tarfile.open(path, "w:gz") as tar:
        for dimension in (5, 20):
            for function in range(1, 25):
                name = f"best2009-bbob/bbob-bestalg_f{function:02d}_d{dimension:02d}.tdat"
                member = tarfile.TarInfo(name)
                member.size = len(table)
                tar.addfile(member, io.BytesIO(table.encode()))
    return path


def test_extract_takes_the_first_row_at_or_below_a_target(tmp_path):
    table = (
        "% algorithm type = best\n"
        "3 2.5e+01 2.5e+01 EASY_a_noiseless.tgz 15 15\n"
        "7 1.0e+00 1.0e+00 MIDDLE_b_noiseless.tgz 14 15\n"
        "9 1.0e-08 1.0e-08 HARD_c_noiseless.tgz 2 15\n"
    )
    rows = extract.extract(bundle(tmp_path / "best.tar.gz", table))
    assert len(rows) == 2 * 24 * 7
    assert [row[3] for row in rows[:7]] == [7, 7, 9, 9, 9, 9, 9]
    assert rows[1] == (5, 1, 1.0, 7, "MIDDLE_b_noiseless", 14, 15)
    assert rows[-1] == (20, 24, 1e-8, 9, "HARD_c_noiseless", 2, 15)


def test_extract_refuses(tmp_path):
    never = "3 2.5e+01 2.5e+01 EASY_a_noiseless.tgz 15 15\n"
    with pytest.raises(ValueError, match=r"never reaches the target 10\.0"):
        extract.extract(bundle(tmp_path / "short.tar.gz", never))
    with tarfile.open(tmp_path / "empty.tar.gz", "w:gz"):
        pass
    with pytest.raises(ValueError, match="path must be the best2009-bbob archive"):
        extract.extract(tmp_path / "empty.tar.gz")
    with pytest.raises(FileNotFoundError):
        extract.extract(tmp_path / "missing.tar.gz")
