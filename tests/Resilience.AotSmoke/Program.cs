Console.WriteLine("backoff: " + Resilience.Backoff.Default);
