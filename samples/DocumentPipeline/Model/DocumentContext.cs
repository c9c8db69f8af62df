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

    /// <summary>What the stages are told.</summary>
    public StageSettings Settings { get; init; } = new();

    /// <summary>Filled in by LOAD_DOCUMENT.</summary>
    public DocumentFacts? Facts { get; init; }

    /// <summary>Filled in by EXTRACT_TEXT_TABLES.</summary>
    public DocumentContent? Content { get; init; }

    /// <summary>Filled in by SEMANTIC_ANALYSIS.</summary>
    public TermAnalysis? Analysis { get; init; }

    /// <summary>Filled in by CAUSAL_EXTRACTION.</summary>
    public CausalGraph? Causes { get; init; }

    /// <summary>Filled in by MECHANISM_INFERENCE; null when it was left out.</summary>
    public MechanismAnalysis? Mechanisms { get; init; }

    /// <summary>Filled in by FINANCIAL_AUDIT.</summary>
    public FinancialAudit? Audit { get; init; }

    /// <summary>Filled in by DNP_VALIDATION; null when it was left out.</summary>
    public PlanValidation? Validation { get; init; }

    /// <summary>Filled in by QUESTION_ANSWERING; null when it was left out.</summary>
    public IReadOnlyList<Answer>? Answers { get; init; }

    /// <summary>Filled in by REPORT_GENERATION.</summary>
    public ReportFile? Report { get; init; }

    /// <summary>The facts; a stage that runs before they are there is out of order.</summary>
    public DocumentFacts RequireFacts() => Facts ?? throw new InvalidOperationException("LOAD_DOCUMENT has not run.");

    /// <summary>The content; a stage that runs before it is there is out of order.</summary>
    public DocumentContent RequireContent() =>
        Content ?? throw new InvalidOperationException("EXTRACT_TEXT_TABLES has not run.");

    /// <summary>The analysis; a stage that runs before it is there is out of order.</summary>
    public TermAnalysis RequireAnalysis() => Analysis ?? throw new InvalidOperationException("SEMANTIC_ANALYSIS has not run.");

    /// <summary>The causal graph; a stage that runs before it is there is out of order.</summary>
    public CausalGraph RequireCauses() => Causes ?? throw new InvalidOperationException("CAUSAL_EXTRACTION has not run.");

    /// <summary>Lines of the pages that are looked at.</summary>
    public IReadOnlyList<Line> LinesInScope() =>
        Settings.FirstPages is null ? RequireContent().Lines : [.. RequireContent().Lines.Where(line => Settings.IsInScope(line.Page))];

    /// <summary>Tables of the pages that are looked at.</summary>
    public IReadOnlyList<Table> TablesInScope() =>
        Settings.FirstPages is null ? RequireContent().Tables : [.. RequireContent().Tables.Where(table => Settings.IsInScope(table.Page))];
}
