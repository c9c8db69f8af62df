using Resilience.Pipelines;

namespace Resilience.Registry;

/// <summary>
/// A preset and its overrides. Breaker, limits and retry budget are the operation's: all of its pipelines share them, and those whose
/// options did not change go on from the generation before, with all that they know.
/// </summary>
internal sealed class PresetGeneration : Generation
{
    private readonly StandardPipelineOptions _options;
    private readonly OwnParts _parts;

    public PresetGeneration(OperationBlueprint blueprint)
        : base(blueprint)
    {
        TimeProvider clock = blueprint.Settings.TimeProvider;
        _options = blueprint.Definition.CreateOptions(clock);
        ResiliencePipelineBuilder check = blueprint.Settings.Prepare(new ResiliencePipelineBuilder(), blueprint.Name);
        _options.AddTo(check);
        PipelineAssembly.Validate(check);
        _parts = OwnParts.Of(_options, clock, (blueprint.Previous as PresetGeneration)?._parts);
        _options.SharedCircuitBreaker ??= _parts.Breaker;
        _options.SharedBulkhead ??= _parts.Bulkhead;
        _options.SharedRateLimit ??= _parts.RateLimit;
    }

    public override OperationHandle BuildMain() => new UntypedHandle(Build());

    public override PipelineCore Build()
    {
        ResiliencePipelineBuilder builder = Prepare(new ResiliencePipelineBuilder());
        _options.AddTo(builder);
        return builder.BuildCore();
    }

    public override PipelineCore Build<T>()
    {
        StandardPipelineOptions<T> options = _options.For<T>();
        Definition.Override(options);
        ResiliencePipelineBuilder<T> builder = Prepare(new ResiliencePipelineBuilder<T>());
        options.AddTo(builder);
        return builder.BuildCore();
    }

    public override void Settle() => _parts.Settle();
}
