using Resilience.Pipelines.Races;
using Resilience.Telemetry;
using Resilience.Timing;

namespace Resilience.Pipelines;

/// <summary>
/// The immutable inside of a pipeline: its strategies, flattened, with a list for each step so that a strategy costs nothing in steps
/// that do not concern it. A middleware, or a strategy that runs its inside several times at once, ends the list; what it wraps is the core
/// in <see cref="Inner"/>.
/// </summary>
internal sealed class PipelineCore
{
    // A deadline nearer than two looks of the sweeper wakes it.
    private static readonly TimeSpan _urgentLimit = TimeSpan.FromMilliseconds(2 * SystemSweeper.TickMilliseconds);

    public PipelineCore(
        ResilienceStrategy[] layers, PipelineSettings settings, object? judge, IResilienceMiddleware? middleware, PipelineCore? inner)
    {
        for (int i = 0; i < layers.Length; i++)
        {
            layers[i].Index = i;
            layers[i].Prepare(settings);
        }

        Layers = layers;
        Entering = With(layers, StrategySteps.Enter);
        Leaving = With(layers, StrategySteps.Leave);
        Array.Reverse(Leaving);
        Deadlines = With(layers, StrategySteps.Deadline);
        Abandoning = [.. layers.Where(static layer => layer.Abandons)];
        TimesAttempts = layers.Any(static layer => layer.TimesAttempts);
        NeedsFrame = Entering.Length > 0 || Leaving.Length > 0;
        Judge = judge;
        Middleware = middleware;
        Inner = inner;
        if (inner is not null)
            inner.Outer = this;
        Racing = layers.LastOrDefault() as RacingStrategy;
        MeasuresRaces = Racing?.Measures == true;
        Telemetry = settings.Telemetry;
        Timeline = settings.Timeline;
        TimeProvider = settings.TimeProvider;
        Classifier = settings.Classifier;
        ReusesSources = settings.ReusesSources;
        Shadow = settings.Shadow;
    }

    /// <summary>All strategies, outermost first.</summary>
    public ResilienceStrategy[] Layers { get; }

    /// <summary>Those that are entered, outermost first.</summary>
    public ResilienceStrategy[] Entering { get; }

    /// <summary>Those that are left, innermost first.</summary>
    public ResilienceStrategy[] Leaving { get; }

    /// <summary>Those that may set a deadline, outermost first.</summary>
    public ResilienceStrategy[] Deadlines { get; }

    /// <summary>Those that leave work behind at their deadline.</summary>
    public ResilienceStrategy[] Abandoning { get; }

    /// <summary>Whether a strategy wants to know when attempts begin.</summary>
    public bool TimesAttempts { get; }

    /// <summary>Whether an execution needs a frame even if all goes well.</summary>
    public bool NeedsFrame { get; }

    /// <summary>The <see cref="ResultJudge{T}"/> of a typed pipeline, or null.</summary>
    public object? Judge { get; }

    public IResilienceMiddleware? Middleware { get; }

    public PipelineCore? Inner { get; }

    /// <summary>The core of which this one is the inner.</summary>
    public PipelineCore? Outer { get; private set; }

    /// <summary>The last of the strategies, if it runs <see cref="Inner"/> several times at once.</summary>
    public RacingStrategy? Racing { get; }

    /// <summary>Whether it wants to know how long that takes.</summary>
    public bool MeasuresRaces { get; }

    /// <summary>Whether it does not look at a first attempt that ends well and at once.</summary>
    public bool LetsFirstPass => RaceJudge is null && !MeasuresRaces;

    /// <summary>The <see cref="ResultJudge{T}"/> for the results of single attempts, or null.</summary>
    public object? RaceJudge { get; init; }

    /// <summary>Whether this core runs inside a middleware of another.</summary>
    public bool IsInner { get; init; }

    /// <summary>What the pipeline tells people about itself.</summary>
    public PipelineDescription Description { get; init; } = PipelineDescription.Empty;

    public PipelineTelemetry Telemetry { get; }

    public Timeline Timeline { get; }

    public TimeProvider TimeProvider { get; }

    public IFailureClassifier Classifier { get; }

    public bool ReusesSources { get; }

    /// <summary>What strategies in shadow mode would have done.</summary>
    public ShadowLedger Shadow { get; }

    public static bool IsUrgent(TimeSpan timeout) => timeout < _urgentLimit;

    private static ResilienceStrategy[] With(ResilienceStrategy[] layers, StrategySteps step) =>
        [.. layers.Where(layer => layer.Steps.HasFlag(step))];
}
