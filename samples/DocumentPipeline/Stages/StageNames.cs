namespace DocumentPipeline.Stages;

/// <summary>Names of the stages, in the order in which they run.</summary>
internal static class StageNames
{
    /// <summary>Reads and opens the file.</summary>
    public const string LoadDocument = "LOAD_DOCUMENT";

    /// <summary>Text with layout, and tables.</summary>
    public const string ExtractTextTables = "EXTRACT_TEXT_TABLES";

    /// <summary>Term statistics per section.</summary>
    public const string SemanticAnalysis = "SEMANTIC_ANALYSIS";

    /// <summary>What leads to what.</summary>
    public const string CausalExtraction = "CAUSAL_EXTRACTION";

    /// <summary>Chains of causes.</summary>
    public const string MechanismInference = "MECHANISM_INFERENCE";

    /// <summary>Amounts that do not fit together.</summary>
    public const string FinancialAudit = "FINANCIAL_AUDIT";

    /// <summary>Rules of a municipal development plan.</summary>
    public const string DnpValidation = "DNP_VALIDATION";

    /// <summary>Questions about the document.</summary>
    public const string QuestionAnswering = "QUESTION_ANSWERING";

    /// <summary>Writes the report.</summary>
    public const string ReportGeneration = "REPORT_GENERATION";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        LoadDocument,
        ExtractTextTables,
        SemanticAnalysis,
        CausalExtraction,
        MechanismInference,
        FinancialAudit,
        DnpValidation,
        QuestionAnswering,
        ReportGeneration,
    ];

    /// <summary>The name as it is written here, for one in upper or lower case; null if there is no such stage.</summary>
    public static string? Find(string text) =>
        All.FirstOrDefault(name => string.Equals(name, text, StringComparison.OrdinalIgnoreCase));
}
