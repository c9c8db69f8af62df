using DocumentPipeline.Model;
using DocumentPipeline.Pdf;
using DocumentPipeline.Text;
using Resilience;

namespace DocumentPipeline.Risks;

/// <summary>
/// How the risks are seen before a stage begins. They only look: what they see is shown, and the stage begins all the same.
/// </summary>
internal sealed class RiskConditions
{
    // A PDF in memory, with what the reader makes of it, is about so many times as large as its file.
    private const long MemoryPerByte = 20;

    private readonly long _availableMemory;
    private readonly int _manyPages;

    /// <param name="availableMemory">Bytes of memory that a document may take.</param>
    /// <param name="manyPages">From how many pages on stages may not end in time.</param>
    public RiskConditions(long availableMemory, int manyPages)
    {
        _availableMemory = availableMemory;
        _manyPages = manyPages;
    }

    /// <summary>PDF_CORRUPT: the file has no header or no end mark.</summary>
    public static async ValueTask<RiskFinding> LooksTornAsync(
        StageContext stage, DocumentContext context, CancellationToken cancellationToken) =>
        await PdfEnds.MissingAsync(context.SourcePath, cancellationToken) is { } missing
            ? RiskFinding.Found($"the file has {missing}")
            : RiskFinding.None;

    /// <summary>EMPTY_EXTRACTION: nothing can be read on the first page.</summary>
    public static async ValueTask<RiskFinding> FirstPageHasNoTextAsync(
        StageContext stage, DocumentContext context, CancellationToken cancellationToken)
    {
        int letters = 0;
        DocumentContext first = context with { Settings = context.Settings with { FirstPages = 1, BatchPages = null } };
        await PdfPages.ReadAsync(first, page => letters += page.Letters.Count, cancellationToken);
        return letters == 0 ? RiskFinding.Found("the first page has no text; it may be a scanned image") : RiskFinding.None;
    }

    /// <summary>NLP_MODEL_MISSING: a model is not in its folder.</summary>
    public static RiskFinding ModelsAreMissing(StageContext stage, DocumentContext context) =>
        LanguageModelStore.IsInstalled(context.Settings.ModelFolder ?? LanguageModelStore.ShippedFolder)
            ? RiskFinding.None
            : RiskFinding.Found("the language models are not in their folder");

    /// <summary>INSUFFICIENT_TEXT: there are fewer words than an analysis needs.</summary>
    public static RiskFinding HasFewWords(StageContext stage, DocumentContext context)
    {
        int needed = context.Settings.MinWords;
        int words = context.LinesInScope().SelectMany(static line => Words.Of(line.Text)).Take(needed).Count();
        return words < needed ? RiskFinding.Found($"{words} words, {needed} are needed") : RiskFinding.None;
    }

    /// <summary>MEMORY_EXHAUSTION: the document may take more memory than there is.</summary>
    public RiskFinding NeedsMuchMemory(StageContext stage, DocumentContext context) =>
        context.Facts is { } facts && context.Settings.BatchPages is null && facts.SizeInBytes > _availableMemory / MemoryPerByte
            ? RiskFinding.Found($"{facts.SizeInBytes} bytes may need more memory than there is")
            : RiskFinding.None;

    /// <summary>TIMEOUT: the document is long.</summary>
    public RiskFinding HasManyPages(StageContext stage, DocumentContext context) =>
        context.Facts is { } facts && context.Settings.LastPage(facts.PageCount) is var pages && pages > _manyPages
            ? RiskFinding.Found($"{pages} pages may take longer than there is time")
            : RiskFinding.None;

    /// <summary>DNP_VALIDATION_FAIL: the audit has found what one of the rules is about.</summary>
    public static RiskFinding WillBreakRules(StageContext stage, DocumentContext context)
    {
        int wrong = context.Audit?.Totals.Count(static check => check.Verdict == TotalVerdict.Differs) ?? 0;
        return wrong == 0 ? RiskFinding.None : RiskFinding.Found(wrong == 1 ? "a total does not add up" : $"{wrong} totals do not add up");
    }

    /// <summary>MISSING_FINANCIAL_DATA: there is no table at all.</summary>
    public static RiskFinding HasNoTables(StageContext stage, DocumentContext context) =>
        context.TablesInScope().Count == 0 ? RiskFinding.Found("no table was found") : RiskFinding.None;

    /// <summary>EMPTY_CAUSAL_GRAPH: none of the words that speak of causes is in the text.</summary>
    public static async ValueTask<RiskFinding> HasNoCuesAsync(
        StageContext stage, DocumentContext context, CancellationToken cancellationToken)
    {
        if (ModelsAreMissing(stage, context).IsDetected)
        {
            // That is another risk, which says so itself.
            return RiskFinding.None;
        }

        LanguageModels models = await LanguageModelStore.LoadAsync(context, cancellationToken);
        IEnumerable<string> lines = context.LinesInScope().Select(static line => Accents.Remove(line.Text.ToLowerInvariant()));
        string[] cues = [.. models.For(context.RequireAnalysis().Language)
            .SelectMany(static model => model.Cues)
            .Select(static cue => Accents.Remove(cue.Text))];
        return lines.Any(line => cues.Any(cue => line.Contains(cue, StringComparison.Ordinal)))
            ? RiskFinding.None
            : RiskFinding.Found("no word of the text speaks of causes");
    }
}
