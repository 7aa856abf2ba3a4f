"""The verbs: one public function a file, named like the file; values in, values out."""
