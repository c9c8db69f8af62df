namespace Resilience.Bulkheads;

/// <summary>What a bulkhead must do, said plainly: a number, a list, and a look through the list after each step.</summary>
internal sealed class BulkheadModel(int limit, int queueLimit)
{
    private readonly List<ModelCall> _queue = [];

    public long Now { get; set; }

    public int Limit { get; private set; } = limit;

    public int QueueLimit { get; set; } = queueLimit;

    public bool InShadow { get; private set; }

    public int InUse { get; private set; }

    public int Abandoned { get; private set; }

    public int Peak { get; private set; }

    public int Queued => _queue.Count;

    public long Admitted { get; private set; }

    public long Waited { get; private set; }

    public long Full { get; private set; }

    public long TimedOut { get; private set; }

    public long Shed { get; private set; }

    public long Cancelled { get; private set; }

    public long WouldHave { get; private set; }

    public bool TryEnter()
    {
        if (HasRoom)
        {
            Take();
            return true;
        }

        if (InShadow)
        {
            TakeInShadow();
            return true;
        }

        Full++;
        return false;
    }

    public void Enter(ModelCall call)
    {
        if (HasRoom)
        {
            Take();
            call.Answer = WaitAnswer.Granted;
        }
        else if (InShadow)
        {
            TakeInShadow();
            call.Answer = WaitAnswer.Granted;
        }
        else if (_queue.Count < QueueLimit)
        {
            _queue.Add(call);
        }
        else if (QueueLimit > 0 && _queue.Min(static waiting => waiting.Level) is int lowest && lowest < call.Level)
        {
            ModelCall dropped = _queue.Last(waiting => waiting.Level == lowest);
            _queue.Remove(dropped);
            dropped.Answer = WaitAnswer.Shed;
            Shed++;
            _queue.Add(call);
        }
        else
        {
            Full++;
            call.Answer = WaitAnswer.Full;
        }
    }

    public void Release()
    {
        InUse--;
        Serve();
    }

    public void Cancel(ModelCall call)
    {
        if (call.Answer != WaitAnswer.None)
            return;
        _queue.Remove(call);
        call.Answer = WaitAnswer.Cancelled;
        Cancelled++;
    }

    public void Advance(long milliseconds)
    {
        Now += milliseconds;
        foreach (ModelCall call in _queue.Where(call => call.Due <= Now).ToArray())
        {
            _queue.Remove(call);
            call.Answer = WaitAnswer.TimedOut;
            TimedOut++;
        }
    }

    public void Resize(int limit)
    {
        Limit = limit;
        Serve();
    }

    public void Shadow(bool on)
    {
        InShadow = on;
        while (on && _queue.Count > 0)
            Grant();
    }

    public void Abandon()
    {
        InUse++;
        Admitted++;
        Abandoned++;
    }

    public void EndAbandoned()
    {
        Abandoned--;
        Release();
    }

    private bool HasRoom => InUse < Limit && _queue.Count == 0;

    private void Serve()
    {
        while (InUse < Limit && _queue.Count > 0)
            Grant();
    }

    private void Grant()
    {
        ModelCall call = _queue.OrderByDescending(static waiting => waiting.Level).First();
        _queue.Remove(call);
        call.Answer = WaitAnswer.Granted;
        Waited++;
        Take();
    }

    private void Take()
    {
        InUse++;
        Admitted++;
        Peak = Math.Max(Peak, InUse);
    }

    private void TakeInShadow()
    {
        Take();
        if (InUse - Limit > QueueLimit)
            WouldHave++;
    }
}
