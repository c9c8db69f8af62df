using Resilience.Benchmarks.Gate;
using Resilience.Checkpoints;

namespace Resilience.Benchmarks.Ours;

/// <summary>Appends a record to a run in files.</summary>
internal sealed class AppendWork : DiskWork
{
    private readonly IRunLease _lease;
    private readonly Func<CheckpointDraft> _make;

    private AppendWork(string folder, Func<CheckpointDraft> make)
        : base(folder)
    {
        _make = make;
        _lease = new FileCheckpointStore(folder).AcquireAsync(Contexts.Run).AsTask().GetAwaiter().GetResult();
        Append(Contexts.Started());
    }

    /// <summary>64 KiB that are ready to be stored.</summary>
    public static AppendWork Ready(string folder) => new(folder, Contexts.Ready);

    /// <summary>A context of 64 KiB of JSON, serialized and compressed as by default.</summary>
    public static AppendWork Serialized(string folder)
    {
        var serializer = new CheckpointSerializer<PlanContext>(PlanJson.Default.PlanContext);
        return new(folder, () => Contexts.Stage(serializer.Serialize(Contexts.Plan)));
    }

    public override void Call() => Append(_make());

    public override void Dispose() => _lease.DisposeAsync().AsTask().GetAwaiter().GetResult();

    private void Append(CheckpointDraft draft) => _lease.AppendAsync(draft).AsTask().GetAwaiter().GetResult();
}
