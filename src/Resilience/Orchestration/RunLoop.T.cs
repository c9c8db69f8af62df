using Microsoft.Extensions.Logging;
using Resilience.Stages;

namespace Resilience.Orchestration;

/// <summary>Takes one run through its stages, for one owner.</summary>
internal sealed partial class RunLoop<T> : IStageScope
{
    private readonly OrchestratorSettings<T> _settings;
    private readonly RunInfo _run;
    private readonly LiveRun _live;
    private readonly RunJournal? _journal;
    private readonly RunHistory? _history;
    private readonly RunOptions _options;
    private readonly StageResult[] _results;
    private readonly long _began;
    private readonly bool _asks;
    private long _now;
    private ContextKeeper<T> _context;
    private DateTimeOffset _readyAt;
    private StageFailure? _failure;
    private byte[]? _seed;

    public RunLoop(
        OrchestratorSettings<T> settings,
        RunInfo run,
        LiveRun live,
        RunOptions options,
        ContextKeeper<T> context,
        RunJournal? journal = null,
        RunHistory? history = null)
    {
        _settings = settings;
        _run = run;
        _live = live;
        _options = options;
        _context = context;
        _journal = journal;
        _history = history;
        _readyAt = history?.ReadyAt ?? run.StartedAt;
        _asks = settings.Gate is not null || settings.Circuits is not null || settings.Risks is not null;
        _began = _now = settings.TimeProvider.GetTimestamp();
        _results = new StageResult[settings.Stages.Length];
    }

    public ILogger Logger => _settings.Logger;

    public TimeProvider TimeProvider => _settings.TimeProvider;

    /// <summary>The hash of the first record, which says when and where the run began; without one a random number.</summary>
    public ReadOnlySpan<byte> Seed
    {
        get
        {
            if (Volatile.Read(ref _seed) is null)
            {
                byte[] seed = Records is [var started, ..] ? Convert.FromHexString(started.Hash) : Guid.NewGuid().ToByteArray();
                Interlocked.CompareExchange(ref _seed, seed, null);
            }

            return _seed;
        }
    }

    private RunObservers Observers => _settings.Observers;

    private string? ForkedFrom => _history?.Started?.Metadata.Properties.GetValueOrDefault(RecordProperties.ForkedFrom);

    public void Report(in StageProgress progress)
    {
        Observers.Progress(_run, progress);
        try
        {
            _options.Progress?.Report(progress);
        }
        catch (Exception error)
        {
            RunLog.ObserverFailed(Logger, error, _run.Pipeline, _run.RunId, nameof(RunOptions.Progress));
        }
    }

    /// <summary>Runs the stages that are left.</summary>
    /// <exception cref="OperationCanceledException">The caller cancelled; the run can be resumed.</exception>
    /// <exception cref="CheckpointException">A record could not be written; the run can be resumed.</exception>
    public async ValueTask<RunResult<T>> RunAsync(int first)
    {
        using IDisposable? scope = Logger.BeginScope(_run);
        Begin(first);
        RunReport report;
        try
        {
            RunResultStatus status = await RunStagesAsync(first).ConfigureAwait(false);
            report = MakeReport(status);
            string? trace = Observers.Any ? await Observers.RunEndingAsync(report).ConfigureAwait(false) : null;
            if (_live.Close() && status == RunResultStatus.Interrupted)
                report = report with { Status = RunResultStatus.Cancelled };
            if (_journal is not null)
                await CloseAsync(report, trace ?? RunDigest.Of(report)).ConfigureAwait(false);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            RunLog.StorageFailed(Logger, error, _run.Pipeline, _run.RunId);
            await SaveAsync().ConfigureAwait(false);
            End(MakeReport(RunResultStatus.Interrupted));
            throw;
        }

        RunLog.Ended(Logger, _run.Pipeline, _run.RunId, report.Status, report.Duration, report.Failure?.Code);
        End(report);
        if (report.Status == RunResultStatus.Interrupted && report.Failure is null)
            throw Stopped();
        return new(report, _context.Look(), isRecorded: false, LastHash());
    }

    private void Begin(int first)
    {
        for (int i = 0; i < _results.Length; i++)
        {
            Stage<T> stage = _settings.Stages[i];
            _results[i] = i < first ? ResumedStages.Of(stage.Info, _history!.Stages[i]) : stage.NotRun;
        }

        if (_run.IsResumed && first < _results.Length)
            RunLog.Resumed(Logger, _run.Pipeline, _run.RunId, _settings.Stages[first].Info.Name, _run.FencingToken);
        else
            RunLog.Started(Logger, _run.Pipeline, _run.RunId);
        _settings.Counters.OnRunStarted(_run);
        Observers.RunStarted(_run);
    }

    private void End(RunReport report)
    {
        _settings.Counters.OnRunEnded(report);
        Observers.RunEnded(report);
    }

    private async ValueTask<RunResultStatus> RunStagesAsync(int first)
    {
        for (int i = first; i < _results.Length; i++)
        {
            if (_live.Token.IsCancellationRequested)
                return OnStop();
            StageResult result = await RunStageAsync(_settings.Stages[i]).ConfigureAwait(false);
            _results[i] = result;
            if (result.IsDone)
                continue;
            if (result.Status == StageStatus.Cancelled)
                return OnStop();
            _failure = result.Failure;
            if (result.Status == StageStatus.Aborted)
                return RunResultStatus.Aborted;
            return result.Failure is { } failure && Refusals.IsOne(failure) ? RunResultStatus.Interrupted : RunResultStatus.Failed;
        }

        return RunResultStatus.Completed;
    }

    private RunResultStatus OnStop() => _live.IsCancelled ? RunResultStatus.Cancelled : RunResultStatus.Interrupted;

    // Whoever lost the run learns so from the store; a caller who cancelled gets his own token back.
    private Exception Stopped() => _live.Caller.IsCancellationRequested
        ? new OperationCanceledException($"The run {_run} was cancelled by its caller and can be resumed.", _live.Caller)
        : new CheckpointException(CheckpointError.OwnershipLost, $"The run {_run} is owned by somebody else.");

    private RunReport MakeReport(RunResultStatus status) => new()
    {
        Run = _run,
        Status = status,
        DefinitionHash = _settings.Definition.Hash,
        Stages = _results,
        Duration = TimeProvider.GetElapsedTime(_began, _now),
        Failure = _failure,
        ForkedFrom = ForkedFrom,
    };
}
