using System.Diagnostics;

namespace Resilience.Benchmarks.Gate;

/// <summary>
/// One side of a row about a disk: calls that take milliseconds, in a folder of its own that is gone afterwards. A few of them warm it
/// up, and a batch is a few of them.
/// </summary>
internal sealed class DiskContender : Contender, IDisposable
{
    private readonly Func<string, DiskWork> _prepare;
    private readonly int _callsInBatch;
    private DiskWork? _work;

    /// <param name="callsInBatch">How many calls make a batch.</param>
    /// <param name="prepare">Makes what is called, in a folder that is there and empty.</param>
    public DiskContender(int callsInBatch, Func<string, DiskWork> prepare)
    {
        _callsInBatch = callsInBatch;
        _prepare = prepare;
    }

    /// <summary>Where the folders are: the system's folder for temporary files, unless the variable says otherwise.</summary>
    private static string Place => Environment.GetEnvironmentVariable("RESILIENCE_GATE_FOLDER") ?? Path.GetTempPath();

    public override void Start()
    {
        string folder = Path.Combine(Place, $"resilience-gate-{Path.GetRandomFileName()}");
        Directory.CreateDirectory(folder);
        _work = _prepare(folder);
    }

    public override void Stop() => Dispose();

    public void Dispose()
    {
        _work?.Dispose();
        if (_work is not null)
        {
            Directory.Delete(_work.Folder, recursive: true);
        }

        _work = null;
    }

    public override int CallsIn(TimeSpan batch) => _callsInBatch;

    public override Sample Run(int calls)
    {
        calls = Math.Min(calls, _callsInBatch);
        long bytes = GC.GetTotalAllocatedBytes(precise: true);
        long began = Stopwatch.GetTimestamp();
        for (int i = 0; i < calls; i++)
        {
            _work!.Call();
        }

        long ended = Stopwatch.GetTimestamp();
        return new Sample(began, ended, GC.GetTotalAllocatedBytes(precise: true) - bytes, calls);
    }
}
