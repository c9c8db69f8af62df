using Microsoft.Extensions.Logging;
using Resilience.Stages;
using Resilience.Timing;

namespace Resilience;

/// <summary>
/// What a stage is told besides the context of its pipeline: who it is, which attempt this is, how long it may take, and clock and ids that
/// come out the same whenever it runs again. It belongs to one attempt; another attempt gets another one.
/// </summary>
public sealed class StageContext
{
    private readonly StageContext? _first;
    private readonly IStageScope _scope;
    private long _due = long.MaxValue;
    private ResilienceContext? _call;
    private string? _idempotencyKey;
    private string? _degradation;
    private int _ids;

    internal StageContext(IStageScope scope, RunInfo run, StageInfo stage, int mitigation, DateTimeOffset utcNow)
    {
        _scope = scope;
        Run = run;
        Stage = stage;
        Mitigation = mitigation;
        UtcNow = utcNow;
        Attempt = 1;
    }

    private StageContext(StageContext first, int attempt)
    {
        _first = first;
        _scope = first._scope;
        _due = first._due;
        Run = first.Run;
        Stage = first.Stage;
        Mitigation = first.Mitigation;
        MitigationBase = first.MitigationBase;
        UtcNow = first.UtcNow;
        IsDegraded = first.IsDegraded;
        Attempt = attempt;
    }

    /// <summary>Under this key strategies and handlers of a stage's pipeline find the stage (its first attempt).</summary>
    public static ResilienceKey<StageContext> Key { get; } = new("resilience.stage");

    /// <summary>The run.</summary>
    public RunInfo Run { get; }

    /// <summary>The stage.</summary>
    public StageInfo Stage { get; }

    /// <summary>The run's id.</summary>
    public string RunId => Run.RunId;

    /// <summary>
    /// The number of the run's owner, which rises with each; 0 without checkpoints. Send it along, and have late ones refused.
    /// </summary>
    public long FencingToken => Run.FencingToken;

    /// <summary>Which start of the stage's code this is, from 1: retries and hedges of its pipeline count up.</summary>
    public int Attempt { get; }

    /// <summary>
    /// The mitigation ordinal, a part of the idempotency key: 0 for the first run, one more for each time that a mitigation runs the stage
    /// again, and after going back more than any that was used before.
    /// </summary>
    public int Mitigation { get; }

    /// <summary>Whether the gate asks the stage to do less.</summary>
    public bool IsDegraded { get; internal set; }

    /// <summary>
    /// Names what the stage does outside: run, stage and mitigation ordinal, as 64 hexadecimal digits. It is the same for every attempt and
    /// every owner, and another one once a mitigation has decided to run the stage again.
    /// </summary>
    public string IdempotencyKey => First._idempotencyKey ??= Convert.ToHexStringLower(
        DerivedIds.Hash([], [Run.Pipeline, Run.RunId, Stage.Name], Mitigation));

    /// <summary>
    /// When the stage was first able to begin: the moment at which the stage before it ended. It is the same however often the stage runs,
    /// unless the stage before it has to run again too, because its record was lost (with records written in the background or at the end).
    /// </summary>
    public DateTimeOffset UtcNow { get; }

    /// <summary>
    /// What is left of the stage's timeout and of those in its pipeline, zero when one has passed; null if there is none.
    /// </summary>
    public TimeSpan? Remaining
    {
        get
        {
            TimeSpan? own = _due == long.MaxValue ? null : Until(_due);
            TimeSpan? inner = First._call?.Remaining;
            return own is null || inner < own ? inner : own;
        }
    }

    /// <summary>When the nearest of these timeouts passes, by the wall clock; null if there is none.</summary>
    public DateTimeOffset? Deadline => Remaining is { } left ? _scope.TimeProvider.GetUtcNow() + left : null;

    /// <summary>A log in the category of the pipeline; nowhere if the pipeline has none.</summary>
    public ILogger Logger => _scope.Logger;

    /// <summary>
    /// What <see cref="Mitigation"/> was when the run last went back to the stage: how often it may be mitigated is counted from there.
    /// </summary>
    internal int MitigationBase { get; init; }

    /// <summary>The clock of the pipeline.</summary>
    internal TimeProvider TimeProvider => _scope.TimeProvider;

    /// <summary>Why the stage says that it did less; null if it does not.</summary>
    internal string? Degradation => First._degradation;

    private StageContext First => _first ?? this;

    /// <summary>
    /// A new id: the first one of an attempt is the same in every attempt and for every owner, so is the second, and so on. Ids differ
    /// between runs, stages, and runs of the stage by mitigation.
    /// </summary>
    /// <returns>A UUID of version 8.</returns>
    public Guid NewGuid() => DerivedIds.ToGuid(
        DerivedIds.Hash(_scope.Seed, [Stage.Name], Mitigation, Interlocked.Increment(ref _ids)));

    /// <summary>
    /// Says that the stage did less than it is there for: if it succeeds, its status is <see cref="StageStatus.Degraded"/>.
    /// </summary>
    /// <param name="reason">Why, for people, without secrets: it is recorded.</param>
    /// <exception cref="ArgumentException"><paramref name="reason"/> is null or empty.</exception>
    public void Degrade(string reason)
    {
        ArgumentException.ThrowIfNullOrEmpty(reason);
        First._degradation = reason;
    }

    /// <summary>Says how far the stage is, to whoever watches the run.</summary>
    /// <param name="fraction">The share that is done: from 0 to 1.</param>
    /// <param name="message">What there is to say, without secrets; null, the default, if nothing.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="fraction"/> is out of range.</exception>
    public void ReportProgress(double fraction, string? message = null) =>
        _scope.Report(new(RunId, Stage.Name, Require.Between(fraction, 0, 1), message));

    /// <summary>
    /// Makes the context of a stage outside of any run: to call the code of stages, gates and risks in tests. Its ids come out the same for
    /// the same names.
    /// </summary>
    /// <param name="stage">The stage's name.</param>
    /// <param name="runId">The run's id. The default is "run".</param>
    /// <param name="pipeline">The pipeline's name. The default is "pipeline".</param>
    /// <param name="timeProvider">The clock; null, the default, for the system's.</param>
    /// <returns>A context of the first attempt.</returns>
    /// <exception cref="ArgumentException">A name is null, empty, or too long.</exception>
    public static StageContext Detached(
        string stage, string runId = "run", string pipeline = "pipeline", TimeProvider? timeProvider = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(stage);
        TimeProvider clock = timeProvider ?? TimeProvider.System;
        var run = new RunInfo(new(pipeline, runId), 0, clock.GetUtcNow(), isResumed: false, traceParent: null);
        return new(new DetachedScope(clock), run, new(pipeline, stage, 0, null, 1, null), 0, run.StartedAt);
    }

    /// <summary>The run and the stage.</summary>
    public override string ToString() => $"{Run}: {Stage}";

    /// <summary>The stage's code is about to run: what gates and risks did with the context before does not count.</summary>
    internal void Begin(TimeSpan? timeout)
    {
        _ids = 0;
        if (timeout is { } limit)
            _due = _scope.TimeProvider.GetTimestamp() + (long)(limit.TotalSeconds * _scope.TimeProvider.TimestampFrequency);
    }

    /// <summary>The context of a further attempt. What an attempt before said about itself does not count.</summary>
    internal StageContext ForAttempt(int attempt)
    {
        First._degradation = null;
        return new(First, attempt);
    }

    /// <summary>The stage's pipeline has begun a call: its deadlines count.</summary>
    internal void Enter(ResilienceContext call) => _call = call;

    private TimeSpan Until(long due)
    {
        TimeProvider clock = _scope.TimeProvider;
        TimeSpan left = clock.GetElapsedTime(clock.GetTimestamp(), due);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }
}
