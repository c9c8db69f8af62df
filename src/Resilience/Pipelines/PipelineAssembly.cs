using Microsoft.Extensions.Logging;
using Resilience.Pipelines.Races;
using Resilience.Telemetry;
using Resilience.Timing;

namespace Resilience.Pipelines;

/// <summary>Turns what was added to a builder into the inside of a pipeline.</summary>
internal static class PipelineAssembly
{
    public static PipelineCore Assemble<T>(ResiliencePipelineBuilderBase builder, Func<T, Failure?>? classifyResult)
    {
        Validate(builder);
        (PipelinePart Part, ResilienceStrategy? Strategy)[] parts =
            [.. builder.Parts.Select(static part => (part, part.Create?.Invoke()))];
        ResilienceStrategy[] strategies = [.. parts.Where(static part => part.Strategy is not null).Select(static part => part.Strategy!)];
        RefuseDeadlinesWithoutEntry(builder, strategies);
        var description = new PipelineDescription(builder.Name, [.. parts.Select(Describe)], HazardCheck.Find(strategies))
        {
            IsShadow = builder.ShadowMode,
        };
        if (builder.HazardsAreErrors && description.Hazards.Count > 0)
            throw new InvalidPipelineException([.. description.Hazards.Select(static hazard => hazard.ToString())]);

        PipelineSettings settings = Settings(builder, strategies);
        PipelineCore core = Nest(parts, settings, classifyResult, description, isInner: false);
        foreach (PipelineHazard hazard in description.Hazards)
            settings.Telemetry.HazardFound(hazard.Code, hazard.Message);
        return core;
    }

    /// <summary>Reports everything that is wrong with the options of what was added to a builder.</summary>
    /// <exception cref="InvalidPipelineException">Something is; the exception lists all of it.</exception>
    public static void Validate(ResiliencePipelineBuilderBase builder)
    {
        var errors = new List<string>();
        var own = new OptionErrors("pipeline", errors);
        own.NotEmpty(nameof(builder.Name), builder.Name);
        own.Required(nameof(builder.TimeProvider), builder.TimeProvider);
        own.Required(nameof(builder.Classifier), builder.Classifier);
        for (int i = 0; i < builder.Parts.Count; i++)
        {
            PipelinePart part = builder.Parts[i];
            part.Validate?.Invoke(new OptionErrors($"pipeline '{builder.Name}', {part.Kind} (number {i + 1})", errors));
        }

        if (errors.Count > 0)
            throw new InvalidPipelineException(errors);
    }

    /// <summary>A deadline that is not set on every entry would be one that an earlier execution has left behind.</summary>
    private static void RefuseDeadlinesWithoutEntry(ResiliencePipelineBuilderBase builder, ResilienceStrategy[] strategies)
    {
        string[] errors =
        [
            .. strategies
                .Where(static strategy => (strategy.Steps & (StrategySteps.Enter | StrategySteps.Deadline)) == StrategySteps.Deadline)
                .Select(strategy => $"pipeline '{builder.Name}', strategy '{strategy.Name}': Steps has Deadline without Enter, "
                    + "but a deadline must be set on every entry. Add Enter."),
        ];
        if (errors.Length > 0)
            throw new InvalidPipelineException(errors);
    }

    private static PipelineSettings Settings(ResiliencePipelineBuilderBase builder, ResilienceStrategy[] strategies)
    {
        bool varies = strategies.Any(static strategy => strategy.Facts.TimeLimitVaries);
        TimeSpan shortest = varies ? TimeSpan.Zero : strategies.Min(static strategy => strategy.Facts.TimeLimit) ?? TimeSpan.MaxValue;
        Instruments instruments = builder.MeterFactory is { } factory
            ? new Instruments(factory.Create(new(TelemetryNames.Meter)))
            : Instruments.Shared;
        ILogger? logger = builder.LoggerFactory?.CreateLogger(TelemetryNames.LogCategory);
        return new(
            new PipelineTelemetry(builder.Name, instruments, builder.Listeners, logger),
            Timeline.For(builder.TimeProvider, shortest),
            builder.TimeProvider,
            builder.Classifier,
            builder.ReuseCancellationSources,
            new ShadowLedger());
    }

    /// <summary>A middleware, or a strategy that races, ends one core; everything after it is the core inside.</summary>
    private static PipelineCore Nest<T>(
        ReadOnlySpan<(PipelinePart Part, ResilienceStrategy? Strategy)> parts,
        PipelineSettings settings,
        Func<T, Failure?>? classifyResult,
        PipelineDescription description,
        bool isInner)
    {
        int end = 0;
        while (end < parts.Length && parts[end].Strategy is not (null or RacingStrategy))
            end++;

        PipelineCore? inner = null;
        IResilienceMiddleware? middleware = null;
        ResultJudge<T>? raceJudge = null;
        int layerCount = end;
        if (end < parts.Length)
        {
            middleware = parts[end].Part.Middleware;
            inner = Nest(parts[(end + 1)..], settings, classifyResult, description, isInner: true);
            if (middleware is null)
                raceJudge = Judge(parts.Slice(layerCount++, 1), classifyResult);
        }

        PipelineSettings own = settings with
        {
            Telemetry = settings.Telemetry.ForPart(isInnermost: inner is null, isOutermost: !isInner),
        };
        ResilienceStrategy[] layers = [.. parts[..layerCount].ToArray().Select(static part => part.Strategy!)];
        return new(layers, own, Judge(parts[..end], classifyResult), middleware, inner)
        {
            Description = description,
            IsInner = isInner,
            RaceJudge = raceJudge,
        };
    }

    private static ResultJudge<T>? Judge<T>(
        ReadOnlySpan<(PipelinePart Part, ResilienceStrategy? Strategy)> layers, Func<T, Failure?>? classifyResult)
    {
        var predicates = new List<(int, Func<T, bool>)>();
        for (int i = 0; i < layers.Length; i++)
        {
            if (layers[i].Part.ResultPredicate?.Invoke() is Func<T, bool> predicate)
                predicates.Add((i, predicate));
        }

        return classifyResult is null && predicates.Count == 0 ? null : new(classifyResult, predicates);
    }

    private static object Describe((PipelinePart Part, ResilienceStrategy? Strategy) part) =>
        (object?)part.Strategy ?? part.Part.Middleware!;
}
