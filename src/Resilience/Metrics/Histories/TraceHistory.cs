using Resilience.Metrics.Histories;
using Resilience.Pipelines;
using Resilience.Timing;

namespace Resilience;

/// <summary>
/// What earlier traces say: how often stages failed and how long they took, with counts and intervals. Frequencies of the past and no more;
/// good enough for a condition of a risk, and for proposals of thresholds. See <c>docs/traces.md</c>.
/// </summary>
public sealed class TraceHistory
{
    private readonly Dictionary<(string Pipeline, string Stage), StageHistory> _stages;

    internal TraceHistory(
        Dictionary<(string Pipeline, string Stage), StageHistory> stages, long read, long skippedCount, IReadOnlyList<SkippedTrace> skipped)
    {
        _stages = stages;
        TraceCount = read;
        SkippedCount = skippedCount;
        Skipped = skipped;
    }

    /// <summary>How many traces were read.</summary>
    public long TraceCount { get; }

    /// <summary>How many files were not read, or not understood.</summary>
    public long SkippedCount { get; }

    /// <summary>The first hundred of these.</summary>
    public IReadOnlyList<SkippedTrace> Skipped { get; }

    /// <summary>All stages, in the order of pipelines and names.</summary>
    public IReadOnlyList<StageHistory> Stages =>
    [
        .. _stages.Values.OrderBy(static stage => stage.Pipeline, StringComparer.Ordinal)
            .ThenBy(static stage => stage.Stage, StringComparer.Ordinal),
    ];

    /// <summary>
    /// Reads the traces that a <see cref="RunTraceWriter"/> has written to a folder. Files that are too large, broken, foreign or of a
    /// later version are skipped, and links not followed.
    /// </summary>
    /// <param name="folder">The folder. If there is none, the history is empty.</param>
    /// <param name="options">How much is read; the defaults if null.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The history. It does not change when more traces are written.</returns>
    /// <exception cref="ArgumentException">The folder is null or empty, or options are out of their ranges.</exception>
    /// <exception cref="CheckpointException">The folder itself cannot be read, or everyone may write in it.</exception>
    public static Task<TraceHistory> ReadAsync(
        string folder, TraceHistoryOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        options ??= new();
        OptionErrors.Check("trace history", errors =>
        {
            errors.Between(nameof(options.FileLimit), options.FileLimit, 1, 1_000_000);
            errors.Between(nameof(options.FileSizeLimit), options.FileSizeLimit, 1_024, RunTrace.LargestDocument);
        });
        var reader = new TraceReader(new()
        {
            Pipeline = options.Pipeline,
            FileLimit = options.FileLimit,
            FileSizeLimit = options.FileSizeLimit,
        });
        return Task.Run(() => reader.Read(folder, cancellationToken), cancellationToken);
    }

    /// <summary>What is known of a stage.</summary>
    /// <param name="pipeline">The name of the pipeline.</param>
    /// <param name="stage">The stage, with the name of its group before it.</param>
    /// <returns>Its history; null if no trace knows it.</returns>
    public StageHistory? Find(string pipeline, string stage) => _stages.GetValueOrDefault((pipeline, stage));

    /// <summary>
    /// Whether a stage failed more often than a share of its runs, beyond chance: the lower end of the interval lies above it. Meant as the
    /// condition of a risk.
    /// </summary>
    /// <param name="stage">The stage.</param>
    /// <param name="share">The share: 0 to 1.</param>
    /// <param name="minimumRuns">With fewer runs the answer is false: from 1, by default 20.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public bool FailsMoreOftenThan(StageInfo stage, double share, int minimumRuns = 20)
    {
        ArgumentNullException.ThrowIfNull(stage);
        Require.Between(share, 0, 1);
        Require.Between(minimumRuns, 1, int.MaxValue);
        return Find(stage.Pipeline, stage.ToString()) is { Failures: var failures }
            && failures.Total >= minimumRuns && failures.Low > share;
    }

    /// <summary>Whether one success of a stage in twenty took longer than a limit. Meant as the condition of a risk.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="limit">The limit.</param>
    /// <param name="minimumRuns">With fewer successes the answer is false: from 1, by default 20.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public bool IsOftenSlowerThan(StageInfo stage, TimeSpan limit, int minimumRuns = 20)
    {
        ArgumentNullException.ThrowIfNull(stage);
        Require.Between(minimumRuns, 1, int.MaxValue);
        return Find(stage.Pipeline, stage.ToString()) is { } known && known.DurationCount >= minimumRuns && known.Quantile(0.95) > limit;
    }

    /// <summary>Proposes thresholds for a stage. To apply them is your decision.</summary>
    /// <param name="pipeline">The name of the pipeline.</param>
    /// <param name="stage">The stage, with the name of its group before it.</param>
    /// <param name="objective">What is expected of it; the defaults if null.</param>
    /// <returns>The proposal; null if no trace knows the stage.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The objective is out of range.</exception>
    public ThresholdProposal? Propose(string pipeline, string stage, StageObjective? objective = null)
    {
        objective ??= new();
        Require.Between(objective.SuccessRate, double.Epsilon, 1 - 1e-9);
        Require.Between(objective.Margin, 1, 100);
        return Find(pipeline, stage) is { } known ? ThresholdRules.Propose(known, objective) : null;
    }
}
