using DocumentPipeline.Model;
using DocumentPipeline.Stages;
using DocumentPipeline.Text;
using Resilience;
using Resilience.Risks;

namespace DocumentPipeline.Risks;

/// <summary>
/// What is done about risks that have come true. Each says what it does, with its name in front: that is recorded, printed and reported.
/// Those that run the stage again give up after the second time, and what stands in for the stage does.
/// </summary>
internal sealed class Mitigations
{
    /// <summary>What is done where no risk matches: what stands in for the stage does.</summary>
    public const string Fallback = "fallback";

    private const int LastRerun = 2;

    private readonly IReadOnlyDictionary<string, StageFallback> _fallbacks;
    private readonly string _modelFolder;

    /// <param name="fallbacks">What stands in for a stage, by its name.</param>
    /// <param name="modelFolder">Where models are installed if the context names no folder.</param>
    public Mitigations(IReadOnlyDictionary<string, StageFallback> fallbacks, string modelFolder)
    {
        _fallbacks = fallbacks;
        _modelFolder = modelFolder;
    }

    /// <summary>Goes on with a copy of the document.</summary>
    public static async ValueTask<MitigationResult<DocumentContext>> RetryWithBackupAsync(
        MitigationArguments<DocumentContext> it, CancellationToken cancellationToken)
    {
        string backup = BackupFile.Of(it.Context);
        if (backup == it.Context.SourcePath)
        {
            return MitigationResult.Abort<DocumentContext>(Because(it, "the backup is damaged as well"));
        }

        if (!File.Exists(backup))
        {
            return MitigationResult.Abort<DocumentContext>(Because(it, $"there is no {Path.GetFileName(backup)}"));
        }

        // A later stage compares the file with what was loaded: so it is loaded here.
        try
        {
            DocumentContext loaded = await LoadDocument.RunAsync(it.Context with { SourcePath = backup }, cancellationToken);
            return MitigationResult.RetryWith(loaded, Because(it, $"goes on with {loaded.RequireFacts().FileName}"));
        }
        catch (DocumentException exception)
        {
            return MitigationResult.Abort<DocumentContext>(Because(it, $"the backup does not help: {exception.Message}"));
        }
    }

    /// <summary>Tries to read plain text. Scanned images would take an OCR engine, and there is none here.</summary>
    public static async ValueTask<MitigationResult<DocumentContext>> FallbackOcrAsync(
        MitigationArguments<DocumentContext> it, CancellationToken cancellationToken)
    {
        try
        {
            DocumentContext plain = await ExtractPlainText.RunAsync(it.Context, cancellationToken);
            return MitigationResult.Degrade(plain, Because(it, "plain text was found without layout and tables"));
        }
        catch (EmptyExtractionException)
        {
            var nothing = new DocumentContent([], [], [], HasLayout: false);
            return MitigationResult.Degrade(it.Context with { Content = nothing }, Because(it, "no OCR here; goes on without text"));
        }
    }

    /// <summary>Installs the language models. Here that is a copy; it stands for a download.</summary>
    public async ValueTask<MitigationResult<DocumentContext>> DownloadModelAsync(
        MitigationArguments<DocumentContext> it, CancellationToken cancellationToken)
    {
        string folder = it.Context.Settings.ModelFolder ?? _modelFolder;
        await LanguageModelStore.InstallAsync(folder, cancellationToken);
        return Rerun(it, static (settings, folder) => settings with { ModelFolder = folder }, folder, "the language models are installed");
    }

    /// <summary>Asks for fewer words, and then for none.</summary>
    public ValueTask<MitigationResult<DocumentContext>> ReduceConfidenceThresholdAsync(
        MitigationArguments<DocumentContext> it, CancellationToken cancellationToken)
    {
        int words = it.Attempt < LastRerun ? it.Context.Settings.MinWords / 5 : 0;
        return it.Attempt > LastRerun
            ? FallBackAsync(it, cancellationToken)
            : new(Rerun(
                it,
                static (settings, words) => settings with
                {
                    MinWords = words,
                    MinLanguageWords = Math.Min(settings.MinLanguageWords, words),
                },
                words,
                $"{words} words are enough"));
    }

    /// <summary>Reads the document in smaller batches.</summary>
    public ValueTask<MitigationResult<DocumentContext>> BatchProcessingAsync(
        MitigationArguments<DocumentContext> it, CancellationToken cancellationToken)
    {
        int pages = it.Context.Settings.BatchPages ?? it.Context.Facts?.PageCount ?? 100;
        int batch = Math.Max(1, pages / 4);
        return it.Attempt > LastRerun
            ? FallBackAsync(it, cancellationToken)
            : new(Rerun(it, static (settings, batch) => settings with { BatchPages = batch }, batch, $"{Pages(batch)} at a time"));
    }

    /// <summary>Looks at the first half of the pages.</summary>
    public ValueTask<MitigationResult<DocumentContext>> ReduceScopeAsync(
        MitigationArguments<DocumentContext> it, CancellationToken cancellationToken)
    {
        // How long the document is, is not known before it is loaded; then it is tried again as it is.
        int pages = it.Context.Facts is { } facts ? (it.Context.Settings.LastPage(facts.PageCount) + 1) / 2 : 0;
        if (it.Attempt > LastRerun)
        {
            return FallBackAsync(it, cancellationToken);
        }

        return new(pages == 0
            ? MitigationResult.Retry<DocumentContext>(Because(it, "tried again"))
            : Rerun(it, static (settings, pages) => settings with { FirstPages = pages }, pages, $"the first {Pages(pages)} only"));
    }

    /// <summary>Notes what is not as it should be, and goes on.</summary>
    public static async ValueTask<MitigationResult<DocumentContext>> LogAndContinueAsync(
        MitigationArguments<DocumentContext> it, CancellationToken cancellationToken)
    {
        if (it.Stage.Stage.Name != StageNames.DnpValidation)
        {
            return MitigationResult.Continue(it.Context, Because(it, $"{it.Failure.Code} was noted"));
        }

        DocumentContext noted = await ValidatePlan.NoteAsync(it.Context, cancellationToken);
        int broken = noted.Validation?.Count(RuleStatus.Failed) ?? 0;
        return MitigationResult.Continue(noted, Because(it, $"{broken} broken rule{(broken == 1 ? " is" : "s are")} noted"));
    }

    /// <summary>Estimates from the amounts in the text.</summary>
    public static async ValueTask<MitigationResult<DocumentContext>> EstimateFromTextAsync(
        MitigationArguments<DocumentContext> it, CancellationToken cancellationToken)
    {
        DocumentContext estimated = await EstimateFinances.RunAsync(it.Context, cancellationToken);
        int amounts = estimated.Audit?.Amounts.Count ?? 0;
        return MitigationResult.Degrade(estimated, Because(it, $"{amounts} amount{(amounts == 1 ? "" : "s")} in the text"));
    }

    /// <summary>Takes weaker causal links as well.</summary>
    public ValueTask<MitigationResult<DocumentContext>> LowerExtractionThresholdAsync(
        MitigationArguments<DocumentContext> it, CancellationToken cancellationToken)
    {
        double threshold = Math.Round(Math.Max(0, it.Context.Settings.CausalThreshold - 0.2), 2);
        return it.Attempt > LastRerun
            ? FallBackAsync(it, cancellationToken)
            : new(Rerun(
                it,
                static (settings, threshold) => settings with { CausalThreshold = threshold },
                threshold,
                FormattableString.Invariant($"a confidence of {threshold:0.0} is enough")));
    }

    /// <summary>Lets what stands in for the stage do its work; fails where nothing can, or where the stage was refused.</summary>
    public async ValueTask<MitigationResult<DocumentContext>> FallBackAsync(
        MitigationArguments<DocumentContext> it, CancellationToken cancellationToken) =>
        it.Failure.Rejection is null && _fallbacks.TryGetValue(it.Stage.Stage.Name, out StageFallback? fallback)
            ? MitigationResult.Degrade(await fallback.Run(it.Context, cancellationToken), $"{Fallback}: {fallback.Description}")
            : MitigationResult.Fail<DocumentContext>();

    private static MitigationResult<DocumentContext> Rerun<T>(
        MitigationArguments<DocumentContext> it, Func<StageSettings, T, StageSettings> change, T value, string what) =>
        MitigationResult.RetryWith(it.Context with { Settings = change(it.Context.Settings, value) }, Because(it, what));

    private static string Because(MitigationArguments<DocumentContext> it, string what) => $"{it.Risk?.Mitigation}: {what}";

    private static string Pages(int count) => count == 1 ? "1 page" : $"{count} pages";
}
