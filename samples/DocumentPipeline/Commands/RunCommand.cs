using DocumentPipeline.CommandLine;
using DocumentPipeline.Model;
using DocumentPipeline.Output;
using DocumentPipeline.Reporting;
using DocumentPipeline.Running;
using Resilience;

namespace DocumentPipeline.Commands;

/// <summary>Starts a run, or goes on with one, and shows what becomes of it.</summary>
internal sealed class RunCommand
{
    private readonly Screen _screen;
    private readonly ProtectionSettings _settings;
    private readonly TimeProvider _timeProvider;
    private readonly Action _kill;

    /// <param name="screen">Where it is shown.</param>
    /// <param name="settings">The numbers of the stages' protection.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <param name="kill">Ends the process the hard way, where that was asked for.</param>
    public RunCommand(Screen screen, ProtectionSettings settings, TimeProvider timeProvider, Action kill)
    {
        _screen = screen;
        _settings = settings;
        _timeProvider = timeProvider;
        _kill = kill;
    }

    /// <summary>Runs it.</summary>
    /// <exception cref="RunException">The run is refused.</exception>
    /// <exception cref="CheckpointException">Its records are damaged, or another process owns it.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled; the run can be resumed.</exception>
    public async Task<RunOutcome> RunAsync(ProgramOptions options, CancellationToken cancellationToken)
    {
        var output = new OutputFolder(options.OutputFolder);
        FileCheckpointStore store = output.OpenStore(_timeProvider);
        RunRequest request = options.Resume
            ? await RunRequest.ToResumeAsync(options, store, cancellationToken)
            : await RunRequest.ToStartAsync(options, output, cancellationToken);
        if (request.Input is { } input)
        {
            CheckPaths(input);
        }

        if (options.Fresh)
        {
            await store.DeleteAsync(request.Key, evenUnfinished: true, cancellationToken);
        }

        var watch = new RunWatch(output, _timeProvider);
        Orchestrator<DocumentContext> orchestrator = DocumentOrchestrator.Build(SetupOf(options, request, store, output, watch));
        string document = request.DocumentPath == ShippedDocument.Path ? "the shipped document" : request.DocumentPath;
        _screen.Line($"Run {request.Key.RunId}: {document}");
        RunResult<DocumentContext> result = await _screen.WhileAsync("starting…", () => request.Input is { } context
            ? orchestrator.RunAsync(request.Key.RunId, context, cancellationToken)
            : orchestrator.ResumeAsync(request.Key.RunId, cancellationToken: cancellationToken));

        IReadOnlyList<StageRow> records = await new RunRecords(store).ReadAsync(request.Key, cancellationToken);
        new RunEnding(_screen, result, output, watch).Show(StageTable.Join(result.Report, records, result.IsRecorded), options.Metrics);
        return RunOutcome.Of(result);
    }

    private RunSetup SetupOf(
        ProgramOptions options, RunRequest request, FileCheckpointStore store, OutputFolder output, RunWatch watch)
    {
        var printer = new ProgressPrinter(_screen, Stages.StageNames.All.Count);
        var document = new FileInfo(request.DocumentPath);
        return new RunSetup
        {
            Store = store,
            Output = output,
            Settings = _settings.With(options),
            DocumentBytes = document.Exists ? document.Length : 0,
            Faults = options.Faults,
            OnRetry = (stage, text) => printer.Tell(stage, text, Tone.Warning),
            Observers = [printer, .. watch.Observers, .. KillSwitchOf(options)],
            TimeProvider = _timeProvider,
        };
    }

    // The last of all observers: those before it have been told when the process ends.
    private IEnumerable<RunObserver> KillSwitchOf(ProgramOptions options)
    {
        if (options.KillAfter is { } stage)
        {
            yield return new KillSwitch(stage, record =>
            {
                _screen.Line($"The record of {stage} is durable ({record.Hash[..12]}…). The process kills itself.", Tone.Bad);
                _kill();
            });
        }
    }

    // Said before the work starts, not after it.
    private static void CheckPaths(DocumentContext context)
    {
        var paths = ReportPaths.Of(context.ReportPath);
        foreach (string path in (string[])[context.ReportPath, paths.Markdown, paths.Html])
        {
            if (Directory.Exists(path))
            {
                throw new UsageException($"--out names a folder, '{path}'; it needs a file");
            }

            if (Path.GetFullPath(path) == Path.GetFullPath(context.SourcePath))
            {
                throw new UsageException("--out names the document itself");
            }
        }
    }
}
