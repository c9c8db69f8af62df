namespace DocumentPipeline.Reporting;

/// <summary>
/// A piece of a report as plain text: whoever writes it in a format encodes it for that format, so that nothing is markup.
/// </summary>
internal abstract record ReportBlock;
