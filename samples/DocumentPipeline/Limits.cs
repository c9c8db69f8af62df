namespace DocumentPipeline;

/// <summary>
/// Caps that keep the work within bounds whatever the document. Where one is reached the outcome says so, or the document is refused with
/// a clear error; nothing grows faster than n log n with the length of the text.
/// </summary>
internal static class Limits
{
    /// <summary>Letters of a page; a page with more counts as unreadable. A dense page of a newspaper has about 15,000.</summary>
    public const int LettersPerPage = 30_000;

    /// <summary>Characters of a document's text; a document with more is refused. A page of prose has about 3,000.</summary>
    public const int Characters = 16_000_000;

    /// <summary>Tables of a document; further ones are left out.</summary>
    public const int Tables = 5_000;

    /// <summary>Characters of a sentence; a longer one is cut into several.</summary>
    public const int SentenceLength = 1_000;

    /// <summary>Characters of a passage; a longer paragraph becomes several.</summary>
    public const int PassageLength = 4_000;

    /// <summary>Causal links of a document.</summary>
    public const int CausalLinks = 5_000;

    /// <summary>Words of a cause or an effect.</summary>
    public const int PhraseWords = 12;

    /// <summary>Known causes and effects that a new one is compared with.</summary>
    public const int NodeCandidates = 64;

    /// <summary>Links of a chain.</summary>
    public const int ChainLinks = 6;

    /// <summary>Chains that are kept.</summary>
    public const int Chains = 100;

    /// <summary>Steps through the graph that a search for chains may take.</summary>
    public const int ChainSteps = 100_000;

    /// <summary>Amounts in running text.</summary>
    public const int Amounts = 5_000;

    /// <summary>Conflicts between amounts that are kept.</summary>
    public const int Conflicts = 200;

    /// <summary>Questions; further ones are refused.</summary>
    public const int Questions = 100;

    /// <summary>Characters of a question.</summary>
    public const int QuestionLength = 1_000;
}
