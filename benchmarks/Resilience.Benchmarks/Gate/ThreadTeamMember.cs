using System.Runtime.ExceptionServices;

namespace Resilience.Benchmarks.Gate;

/// <summary>A thread that takes one job at a time.</summary>
internal sealed class ThreadTeamMember : IDisposable
{
    private readonly SemaphoreSlim _begin = new(0);
    private readonly SemaphoreSlim _end = new(0);
    private readonly Thread _thread;
    private Func<Sample>? _job;
    private Sample _sample;
    private ExceptionDispatchInfo? _error;

    public ThreadTeamMember()
    {
        _thread = new Thread(Work) { IsBackground = true, Name = "gate" };
        _thread.Start();
    }

    public void Begin(Func<Sample> job)
    {
        _job = job;
        _begin.Release();
    }

    public Sample End()
    {
        _end.Wait();
        _error?.Throw();
        return _sample;
    }

    public void Dispose()
    {
        _job = null;
        _begin.Release();
        _thread.Join();
        _begin.Dispose();
        _end.Dispose();
    }

    private void Work()
    {
        while (true)
        {
            _begin.Wait();
            if (_job is not { } job)
            {
                return;
            }

            try
            {
                _sample = job();
            }
            catch (Exception error)
            {
                _error = ExceptionDispatchInfo.Capture(error);
            }

            _end.Release();
        }
    }
}
