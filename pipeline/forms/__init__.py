"""The form language: what a statutory form asks for, as data."""

from pipeline.forms.form import FieldSpec, Form
from pipeline.forms.language import AnyOf, Column, Identity, Row, SectionForm, TableForm
from pipeline.forms.load import load_form, load_forms

__all__ = [
    "AnyOf", "Column", "FieldSpec", "Form", "Identity", "Row", "SectionForm", "TableForm", "load_form", "load_forms",
]  # fmt: skip
