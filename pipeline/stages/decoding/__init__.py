"""The parts of decoding: equations, what a cell may print, the search for what adds up, publishers' mistakes."""
