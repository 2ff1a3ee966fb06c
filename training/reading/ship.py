"""Write the mean weights of a checkpoint in half precision, in parts of so many megabytes, and join them again."""

import argparse
import io
from pathlib import Path

import torch


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path, help="to divide; or, with --join, to write")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--join", action="store_true")
    parser.add_argument("--megabytes", type=int, default=14)
    args = parser.parse_args()
    if args.join:
        raw = b"".join(path.read_bytes() for path in sorted(args.folder.glob("part-*")))
        half = torch.load(io.BytesIO(raw), weights_only=True)
        torch.save({"mean": {name: value.float() for name, value in half.items()}}, args.checkpoint)
        return
    mean = torch.load(args.checkpoint, weights_only=True, map_location="cpu")["mean"]
    out = io.BytesIO()
    torch.save({name: value.half() for name, value in mean.items()}, out)
    raw, size = out.getvalue(), args.megabytes << 20
    for number, at in enumerate(range(0, len(raw), size)):
        (args.folder / f"part-{number}").write_bytes(raw[at : at + size])


if __name__ == "__main__":
    main()
