namespace Resilience.Risks;

/// <summary>
/// Marks the flow of users' code that a registry has called for a stage, so that this code cannot ask the registry about the same stage
/// and go round for ever. About other stages and other runs it may ask.
/// </summary>
internal sealed class StageVisit
{
    private static readonly AsyncLocal<StageVisit?> _current = new();

    private readonly object _registry;
    private readonly string _pipeline;
    private readonly string _run;
    private readonly string _stage;
    private readonly StageVisit? _outer;

    private StageVisit(object registry, StageContext stage, StageVisit? outer)
    {
        _registry = registry;
        _pipeline = stage.Run.Pipeline;
        _run = stage.RunId;
        _stage = stage.Stage.Name;
        _outer = outer;
    }

    /// <exception cref="InvalidOperationException">This flow has been called for the same stage of the same run.</exception>
    public static StageVisit Begin(object registry, StageContext stage)
    {
        StageVisit? outer = _current.Value;
        for (StageVisit? visit = outer; visit is not null; visit = visit._outer)
        {
            if (visit._registry == registry && visit.IsFor(stage))
            {
                throw new InvalidOperationException(
                    $"Stage '{stage.Stage}' is already being looked at by the code that asks: a condition, a predicate or a mitigation "
                    + "must not ask the registry about its own stage. Ask before, or about another stage.");
            }
        }

        return new(registry, stage, outer);
    }

    /// <summary>The calling flow is this one, until it ends.</summary>
    public void Enter() => _current.Value = this;

    private bool IsFor(StageContext stage) =>
        _stage == stage.Stage.Name && _run == stage.RunId && _pipeline == stage.Run.Pipeline;
}
