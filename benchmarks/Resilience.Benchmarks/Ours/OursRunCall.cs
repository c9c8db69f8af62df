using System.Globalization;
using Resilience.Benchmarks.Calls;

namespace Resilience.Benchmarks.Ours;

/// <summary>A run of stages that do nothing, without checkpoints.</summary>
internal readonly struct OursRunCall : ICall
{
    private readonly Orchestrator<PlanContext> _orchestrator;
    private readonly PlanContext _context = new();

    public OursRunCall(int stages)
    {
        var builder = new OrchestratorBuilder<PlanContext>("gate", PlanJson.Default.PlanContext);
        for (int i = 0; i < stages; i++)
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"STAGE_{i}");
            builder.AddStage(name, static (_, context, _) => new ValueTask<PlanContext>(context));
        }

        _orchestrator = builder.Build();
    }

    public ValueTask<int> Invoke(CancellationToken cancellationToken)
    {
        Task<RunResult<PlanContext>> run = _orchestrator.RunAsync("run", _context, cancellationToken);
        return new(run.IsCompletedSuccessfully && run.Result.IsCompleted ? 1 : 0);
    }
}
