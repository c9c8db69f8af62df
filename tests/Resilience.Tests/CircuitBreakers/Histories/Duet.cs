namespace Resilience.CircuitBreakers.Histories;

/// <summary>Two threads that begin as nearly at the same moment as can be.</summary>
internal sealed class Duet : IDisposable
{
    private readonly Thread _second;
    private Action? _part;
    private Exception? _fault;
    private int _round;
    private int _ready;
    private int _done;

    public Duet()
    {
        _second = new Thread(PlayAlong);
        _second.Start();
    }

    /// <summary>Does both, and returns when both are done.</summary>
    public void Play(Action first, Action second)
    {
        _part = second;
        int round = _round + 1;
        Volatile.Write(ref _round, round);
        Await(ref _ready, round);
        first();
        Await(ref _done, round);
        if (_fault is not null)
            throw new InvalidOperationException("The second thread failed.", _fault);
    }

    public void Dispose()
    {
        _part = null;
        Volatile.Write(ref _round, _round + 1);
        _second.Join();
    }

    private static void Await(ref int number, int value)
    {
        var wait = new SpinWait();
        while (Volatile.Read(ref number) != value)
            wait.SpinOnce(sleep1Threshold: -1);
    }

    private void PlayAlong()
    {
        for (int round = 1; ; round++)
        {
            Await(ref _round, round);
            Volatile.Write(ref _ready, round);
            if (_part is not { } part)
                return;
            try
            {
                part();
            }
            catch (Exception exception)
            {
                _fault = exception;
            }

            Volatile.Write(ref _done, round);
        }
    }
}
