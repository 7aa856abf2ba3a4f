"""The only modules that know a heavy library, behind the protocols of `pipeline.engines.protocols`."""
