namespace DocumentPipeline.Model;

/// <summary>
/// What travels through the stages. Each stage returns a new context with its own part filled in and leaves the one that it was
/// given alone, so that a stage can be run again from the same start. Plain data throughout: it can be written as JSON.
/// </summary>
internal sealed record DocumentContext
{
    /// <summary>Path of the PDF, as the user gave it.</summary>
    public required string SourcePath { get; init; }

    /// <summary>Path of the report to write.</summary>
    public required string ReportPath { get; init; }

    /// <summary>Filled in by LOAD_DOCUMENT.</summary>
    public DocumentFacts? Facts { get; init; }

    /// <summary>Filled in by EXTRACT_TEXT_TABLES.</summary>
    public DocumentContent? Content { get; init; }

    /// <summary>Filled in by SEMANTIC_ANALYSIS.</summary>
    public TermAnalysis? Analysis { get; init; }

    /// <summary>Filled in by REPORT_GENERATION.</summary>
    public ReportFile? Report { get; init; }

    /// <summary>The facts; a stage that runs before they are there is out of order.</summary>
    public DocumentFacts RequireFacts() => Facts ?? throw new InvalidOperationException("LOAD_DOCUMENT has not run.");

    /// <summary>The content; a stage that runs before it is there is out of order.</summary>
    public DocumentContent RequireContent() =>
        Content ?? throw new InvalidOperationException("EXTRACT_TEXT_TABLES has not run.");

    /// <summary>The analysis; a stage that runs before it is there is out of order.</summary>
    public TermAnalysis RequireAnalysis() => Analysis ?? throw new InvalidOperationException("SEMANTIC_ANALYSIS has not run.");
}
