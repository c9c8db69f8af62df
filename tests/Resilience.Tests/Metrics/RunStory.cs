using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Resilience.Checkpoints;
using Resilience.Risks;
using Resilience.Stages;

namespace Resilience.Metrics;

/// <summary>A run that is told to observers as an orchestrator would, step by step.</summary>
internal sealed class RunStory : IStageScope
{
    private static readonly ConcurrentDictionary<(string, string), StageInfo> _stages = new();

    private readonly RunObserver[] _observers;
    private readonly List<StageResult> _results = [];
    private readonly DateTimeOffset _startedAt;

    public RunStory(FakeTimeProvider time, RunObserver observer, string runId = "PDM2024-001", string pipeline = "plan-analysis")
        : this(time, [observer], runId, pipeline)
    {
    }

    public RunStory(FakeTimeProvider time, RunObserver[] observers, string runId = "PDM2024-001", string pipeline = "plan-analysis",
        bool isResumed = false)
    {
        Time = time;
        _observers = observers;
        _startedAt = time.GetUtcNow();
        Run = new(new RunKey(pipeline, runId), 1, _startedAt, isResumed, null);
        Tell(observer => observer.OnRunStarted(Run));
    }

    public FakeTimeProvider Time { get; }

    public RunInfo Run { get; }

    public IReadOnlyList<StageResult> Results => _results;

    ILogger IStageScope.Logger => NullLogger.Instance;

    TimeProvider IStageScope.TimeProvider => Time;

    ReadOnlySpan<byte> IStageScope.Seed => "seed"u8;

    /// <summary>The stage of this name; all runs of a pipeline share it.</summary>
    public StageInfo Stage(string name, CircuitBreaker? breaker = null, StageInfo? group = null) => breaker is not null || group is not null
        ? new(Run.Pipeline, name, _results.Count, group, 1, breaker)
        : _stages.GetOrAdd((Run.Pipeline, name), static key => new(key.Item1, key.Item2, 0, null, 1, null));

    public void Assess(StageInfo stage, params DetectedRisk[] risks) => Tell(observer => observer.OnAssessed(
        Context(stage, 0), new RiskAssessment { Detected = risks, Assessed = 3 }, TimeSpan.FromMilliseconds(2)));

    public void AssessInVain(StageInfo stage, string riskId) => Tell(observer => observer.OnAssessed(
        Context(stage, 0),
        new() { FailedConditions = [new(riskId, RiskSeverity.High, new IOException("secret detail"))], Assessed = 1 },
        TimeSpan.Zero));

    public void Start(StageInfo stage, int mitigation = 0) => Tell(observer => observer.OnStageStarting(Context(stage, mitigation)));

    public void Mitigate(
        StageInfo stage, int ordinal, MitigationAction action, string? riskId = null, string? reason = null, Exception? thrown = null) =>
        Tell(observer => observer.OnMitigated(
            Context(stage, ordinal - 1),
            new(ordinal, action, riskId, reason, TimeSpan.FromMilliseconds(5), Failure(stage), thrown)));

    public StageResult End(StageInfo stage, StageStatus status, int seconds = 1, int mitigations = 0, StageFailure? failure = null, string? reason = null,
        IReadOnlyList<StageResult>? branches = null)
    {
        DateTimeOffset startedAt = Time.GetUtcNow();
        CircuitState? circuit = stage.CircuitBreaker?.State;
        Time.Advance(TimeSpan.FromSeconds(seconds));
        return EndNow(new()
        {
            Stage = stage,
            Status = status,
            Recorded = status,
            Attempts = status is StageStatus.Skipped ? 0 : 1,
            Mitigations = mitigations,
            StartedAt = startedAt,
            Duration = TimeSpan.FromSeconds(seconds),
            Circuit = circuit,
            Reason = reason,
            Failure = failure ?? (status is StageStatus.Failed or StageStatus.Aborted or StageStatus.Mitigated ? Failure(stage) : null),
            Hash = status is StageStatus.Failed or StageStatus.Aborted ? null : new string('a', 64),
            Branches = branches ?? [],
        });
    }

    public StageResult EndNow(StageResult result)
    {
        if (result.Stage.Group is null)
            _results.Add(result);
        Tell(observer => observer.OnStageEnded(Run, result));
        return result;
    }

    public void Pass(string stage, int seconds = 1)
    {
        Start(Stage(stage));
        End(Stage(stage), StageStatus.Completed, seconds);
    }

    public RunStory Passed(string stage, int seconds = 1)
    {
        Pass(stage, seconds);
        return this;
    }

    /// <summary>A stage of the pipeline that the run does not reach: nothing is told of it.</summary>
    public void AddNotRun(string stage) =>
        _results.Add(new() { Stage = Stage(stage), Status = StageStatus.NotRun, Recorded = StageStatus.NotRun });

    public void Record(string stage, long sequence) => Tell(observer => observer.OnCheckpoint(
        Run,
        new()
        {
            Run = Run.Key,
            Sequence = sequence,
            FencingToken = 1,
            Metadata = new() { Kind = CheckpointKind.Stage, DefinitionHash = "d1", Stage = stage, Status = CheckpointStatus.Completed },
            RecordedAt = Time.GetUtcNow(),
            Host = "host",
            Hash = Digits(sequence),
            PreviousHash = Digits(sequence - 1),
            StoredLength = 10,
        },
        TimeSpan.FromMilliseconds(8)));

    public RunReport Report(RunResultStatus status, StageFailure? failure = null) => new()
    {
        Run = Run,
        Status = status,
        DefinitionHash = "d1",
        Stages = _results,
        Duration = Time.GetUtcNow() - _startedAt,
        Failure = failure,
    };

    public async Task<string?> FinishAsync(RunResultStatus status, StageFailure? failure = null)
    {
        RunReport report = Report(status, failure);
        string? hash = null;
        foreach (RunObserver observer in _observers)
            hash = await observer.OnRunEndingAsync(report) ?? hash;
        Tell(observer => observer.OnRunEnded(report));
        return hash;
    }

    public static StageFailure Failure(StageInfo stage, Rejection? rejection = null) => rejection is null
        ? new(stage, new TimeoutException("secret detail"), new(FailureCause.Timeout, FailureDisposition.Transient), ErrorCodes.Timeout, null)
        : new(stage, null, new(FailureCause.Unknown, FailureDisposition.Unavailable), rejection.Code, rejection);

    void IStageScope.Report(in StageProgress progress)
    {
    }

    public StageContext Context(StageInfo stage, int mitigation) => new(this, Run, stage, mitigation, Time.GetUtcNow());

    private static string Digits(long number) => number.ToString("x64");

    private void Tell(Action<RunObserver> tell)
    {
        foreach (RunObserver observer in _observers)
            tell(observer);
    }
}
