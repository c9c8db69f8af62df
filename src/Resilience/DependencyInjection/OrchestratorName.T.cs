namespace Resilience.DependencyInjection;

/// <summary>Says that an orchestrator has contexts of a type, without it being built.</summary>
internal sealed record OrchestratorName<TContext>(string Name);
