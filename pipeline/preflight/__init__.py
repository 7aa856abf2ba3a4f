"""What an agency should mend before it publishes its annual report: rules over one record, and how they are shown."""
