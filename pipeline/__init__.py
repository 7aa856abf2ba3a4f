"""gongkai: published government annual reports into figures that people can rely on."""
