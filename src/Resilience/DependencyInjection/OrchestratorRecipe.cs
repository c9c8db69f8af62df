namespace Resilience.DependencyInjection;

/// <summary>How an orchestrator is built.</summary>
internal abstract class OrchestratorRecipe
{
    public abstract IOrchestrator Build(IServiceProvider provider);
}
