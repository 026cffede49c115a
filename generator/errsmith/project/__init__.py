"""Everything outside the process: settings, spec files, the output folder, git."""
