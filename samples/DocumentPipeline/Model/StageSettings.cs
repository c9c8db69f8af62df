namespace DocumentPipeline.Model;

/// <summary>
/// What the stages may be told. It travels in the context, so that a stage that failed can be run again with other settings: a lower
/// threshold, fewer pages, smaller batches, another folder of models.
/// </summary>
internal sealed record StageSettings
{
    /// <summary>
    /// Folder of the language models; null, the default, for the one that is shipped. See <see cref="Text.LanguageModelStore"/>.
    /// </summary>
    public string? ModelFolder { get; init; }

    /// <summary>
    /// A copy of the document that is read where the document is damaged; null, the default, for the one beside it: plan.backup.pdf for
    /// plan.pdf, if there is one.
    /// </summary>
    public string? BackupPath { get; init; }

    /// <summary>How many pages from the first are looked at, at least 1; null, the default, for all.</summary>
    public int? FirstPages { get; init; }

    /// <summary>
    /// How many pages EXTRACT_TEXT_TABLES reads before it closes the document and opens it anew, which frees what the reader has kept of
    /// them; at least 1; null, the default, for all at once. The outcome is the same.
    /// </summary>
    public int? BatchPages { get; init; }

    /// <summary>Least confidence of a causal link, from 0 to 1; default 0.6. Weaker ones are only counted.</summary>
    public double CausalThreshold { get; init; } = 0.6;

    /// <summary>Least share of what a question asks for that an answer must mention, from 0 to 1; default 0.5.</summary>
    public double AnswerThreshold { get; init; } = 0.5;

    /// <summary>Fewest words from which the language is guessed; default 20.</summary>
    public int MinLanguageWords { get; init; } = 20;

    /// <summary>Fewest words that are text enough to analyse where <see cref="RequireFindings"/> is set; default 50.</summary>
    public int MinWords { get; init; } = 50;

    /// <summary>
    /// Whether a stage that finds nothing fails instead of saying so: no text, too little of it, no causal link, no table with amounts, a
    /// rule of the plan broken. Default false.
    /// </summary>
    public bool RequireFindings { get; init; }

    /// <summary>What QUESTION_ANSWERING is asked; null, the default, for <see cref="Questions.DefaultQuestions"/>.</summary>
    public IReadOnlyList<string>? Questions { get; init; }

    /// <summary>Number of the last page that is looked at.</summary>
    public int LastPage(int pageCount) => Math.Min(pageCount, Math.Max(1, FirstPages ?? pageCount));

    /// <summary>Whether a page is looked at.</summary>
    public bool IsInScope(int page) => FirstPages is not { } pages || page <= Math.Max(1, pages);
}
