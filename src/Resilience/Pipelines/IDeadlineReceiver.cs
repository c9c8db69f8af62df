namespace Resilience.Pipelines;

/// <summary>Is told the deadline of the attempt that it runs in.</summary>
internal interface IDeadlineReceiver
{
    void ReceiveDeadline(long due);
}
