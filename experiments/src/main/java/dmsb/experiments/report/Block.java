package dmsb.experiments.report;

/** A piece of a section. */
public sealed interface Block permits Paragraph, Figure, Table, SettingsList, Fold {}
