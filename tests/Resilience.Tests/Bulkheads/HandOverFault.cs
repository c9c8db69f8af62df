namespace Resilience.Bulkheads;

/// <summary>Ways to get the protocol wrong, which the check must find.</summary>
internal enum HandOverFault
{
    None,

    /// <summary>Whoever undoes his addition does not look for those who wait.</summary>
    UndoDoesNotLook,

    /// <summary>Whoever gives a permit back does not look for those who wait.</summary>
    ReturnDoesNotLook,

    /// <summary>The sum is not compared again after the addition.</summary>
    DoesNotCompareAgain,

    /// <summary>Whoever queues looks for a permit first, and closes the gate then.</summary>
    ClosesAfterLooking,

    /// <summary>The gate is not closed while calls wait.</summary>
    DoesNotClose,

    /// <summary>A call that gives up does not ask whether it has got a permit meanwhile.</summary>
    GivesUpBlindly,
}
