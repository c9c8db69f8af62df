namespace Resilience.Pipelines.Races;

/// <summary>How an attempt of a race ended, as far as the race is concerned.</summary>
internal enum AttemptEnd
{
    /// <summary>With a result that is good enough.</summary>
    Accepted,

    /// <summary>With something that no further attempt would change: it is an answer, too.</summary>
    Final,

    /// <summary>With a failure that another attempt may do better than.</summary>
    Failed,

    /// <summary>Something inside refused it: no answer, and a reason not to ask for more.</summary>
    Refused,

    /// <summary>It was not to be made.</summary>
    NotMade,
}
