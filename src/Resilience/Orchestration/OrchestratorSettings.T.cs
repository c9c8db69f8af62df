using Microsoft.Extensions.Logging;
using Resilience.Checkpoints;
using Resilience.Telemetry;

namespace Resilience.Orchestration;

/// <summary>What an orchestrator was built with.</summary>
internal sealed class OrchestratorSettings<T>
{
    private readonly RunKey _any;

    /// <summary>The pipeline's name.</summary>
    public required string Name
    {
        get => _any.Pipeline;
        init => _any = new(value, "any");
    }

    public required PipelineDefinition<T> Definition { get; init; }

    public required CheckpointSerializer<T> Serializer { get; init; }

    public required bool ContextsAreImmutable { get; init; }

    public required ICheckpointStore? Store { get; init; }

    public required CheckpointDurability Durability { get; init; }

    public required DefinitionChange DefinitionChange { get; init; }

    public required IStageRisks<T>? Risks { get; init; }

    public required IStageGate? Gate { get; init; }

    public required CircuitWatch? Circuits { get; init; }

    public required RunCounters Counters { get; init; }

    public required RunObservers Observers { get; init; }

    public required IFailureClassifier Classifier { get; init; }

    public required RedactionPolicy Redaction { get; init; }

    public required TimeProvider TimeProvider { get; init; }

    public required ILogger Logger { get; init; }

    public Stage<T>[] Stages => Definition.Stages;

    public ContextKeeper<T> Keep(T context) => new(Serializer, ContextsAreImmutable, context);

    public ContextKeeper<T> Keep(T context, CheckpointPayload payload) => new(Serializer, ContextsAreImmutable, context, new(payload));

    public RunKey Key(string runId) => _any.WithRun(runId);
}
