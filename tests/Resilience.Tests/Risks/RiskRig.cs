using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Resilience.Stages;

namespace Resilience.Risks;

/// <summary>A run, its stages and their failures, without an orchestrator; a clock that the test holds, and a log that it reads.</summary>
internal sealed class RiskRig : IStageScope, ILogger
{
    private readonly List<string> _logged = [];

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    public RunInfo Run { get; } = NewRun();

    public ILogger Logger => this;

    public TimeProvider TimeProvider => Clock;

    public ReadOnlySpan<byte> Seed => [];

    public IReadOnlyList<string> Logged
    {
        get
        {
            lock (_logged)
                return [.. _logged];
        }
    }

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public static RunInfo NewRun(string id = "run-1") => new(new("plans", id), 1, DateTimeOffset.UnixEpoch, isResumed: false, traceParent: null);

    public static RiskDefinition<Plan> Risk(string id, RiskSeverity severity = RiskSeverity.Medium) =>
        new() { Id = id, Category = RiskCategory.DataQuality, Severity = severity };

    public StageContext Stage(string name = "LOAD", int mitigation = 0, RunInfo? run = null) =>
        new(this, run ?? Run, new("plans", name, 0, null, 1, null), mitigation, Clock.GetUtcNow());

    public StageFailure Failure(Exception? exception = null, string stage = "LOAD")
    {
        Exception thrown = exception ?? new TestException();
        Failure failure = FailureClassifier.Default.Classify(thrown);
        return new(Stage(stage).Stage, thrown, failure, (thrown as ResilienceException)?.Code ?? failure.Code, null);
    }

    public StageFailure Refusal(RejectionReason reason, string stage = "LOAD")
    {
        Outcome<Plan> outcome = Outcome.Rejected<Plan>(new Rejection(reason, "gate"));
        return StageFailure.Of(Stage(stage).Stage, outcome);
    }

    public Task<RiskAssessment> AssessAsync(RiskRegistry<Plan> risks, string stage = "LOAD", string text = "") =>
        risks.AssessAsync(Stage(stage), new(text), Token).AsTask();

    public Task<MitigationResult<Plan>> MitigateAsync(
        RiskRegistry<Plan> risks, StageFailure? failure = null, int mitigation = 0, string stage = "LOAD", RunInfo? run = null) =>
        risks.MitigateAsync(Stage(stage, mitigation, run), new("begun with"), failure ?? Failure(stage: stage), Token).AsTask();

    void IStageScope.Report(in StageProgress progress)
    {
    }

    IDisposable? ILogger.BeginScope<TState>(TState state) => null;

    bool ILogger.IsEnabled(LogLevel logLevel) => true;

    void ILogger.Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lock (_logged)
            _logged.Add($"{logLevel}: {formatter(state, exception)}");
    }
}
